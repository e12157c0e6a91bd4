export type Condition = 'up' | 'down';

export interface Readiness {
  readonly ready: boolean;
  readonly services: Readonly<Record<string, Condition>>;
}

/** Asks every service whether it is ready. One that does not say so in time is down. */
export async function askServices(
  services: Readonly<Record<string, URL>>,
  edge: Condition,
  secondsMax: number,
): Promise<Readiness> {
  const asked = Object.entries(services).map(async ([name, url]) => [name, await conditionOf(url, secondsMax)] as const);
  const conditions = Object.fromEntries([...(await Promise.all(asked)), ['edge', edge]]) as Record<string, Condition>;
  return { ready: Object.values(conditions).every((condition) => condition === 'up'), services: conditions };
}

async function conditionOf(url: URL, secondsMax: number): Promise<Condition> {
  try {
    const answer = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(secondsMax * 1_000) });
    await answer.body?.cancel();
    return answer.status === 200 ? 'up' : 'down';
  } catch {
    return 'down';
  }
}

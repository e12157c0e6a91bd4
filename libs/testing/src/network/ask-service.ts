import { eventually, type Patience } from '../eventually.js';

/** An answer in short: its status and, of a problem, its code, and what a problem should have and has not. */
export async function saidOf(response: Response): Promise<string> {
  const { code } = (await response.json()) as { code?: string };
  if (response.ok) return String(response.status);
  const isProblem = response.headers.get('content-type') === 'application/problem+json';
  const saysWhen = response.status !== 503 || Number(response.headers.get('retry-after')) > 0;
  return [response.status, code, ...(isProblem ? [] : ['no problem+json']), ...(saysWhen ? [] : ['no Retry-After'])].join(' ');
}

/** Asks until this is said. On a machine that is very busy "come again" may be said before, and nothing else. */
export async function untilSaid(expected: string, ask: () => Promise<string>, patience?: Patience): Promise<void> {
  const others = new Set<string>();
  const isSaid = async () => {
    const said = await ask();
    if (said !== expected) others.add(said);
    return said === expected;
  };
  await eventually(isSaid, patience).catch((error: unknown) => {
    throw new Error(`Instead of ${expected} was said: ${[...others].join(', ')}.`, { cause: error });
  });
  const wrong = [...others].filter((said) => !/^503 \w+$/.test(said));
  if (wrong.length > 0) throw new Error(`Before ${expected} was said: ${wrong.join(', ')}.`);
}

/** What a service says that it lacks. */
export async function lacksOf(serviceUrl: string): Promise<string[]> {
  const response = await fetch(`${serviceUrl}/health/ready`);
  const { checks } = (await response.json()) as { checks: Record<string, 'up' | 'down'> };
  const lacking = Object.keys(checks).filter((name) => checks[name] === 'down');
  if (response.ok !== (lacking.length === 0)) throw new Error(`Ready says ${response.status}, and lacks ${lacking.join()}.`);
  return lacking;
}

import type { TakenAt } from '@pinhole/contracts';

/** The moment as the camera's clock showed it. Without an offset it was kept as if that clock had shown UTC. */
export function presentTakenAt(takenAt: Date | null, offset: string | null): TakenAt | null {
  if (!takenAt) return null;
  const local = new Date(takenAt.getTime() + minutesIn(offset) * 60_000);
  return { local: local.toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length), offset };
}

function minutesIn(offset: string | null): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset ?? '+00:00') ?? [];
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

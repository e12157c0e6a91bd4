import type { InboxResource } from '@pinhole/resources';
import { doorsOf, type Door } from './on-message.js';

/** Doors by the name of the message that each is for. */
export type Doors = ReadonlyMap<string, Door>;

export class DoorsDoNotFit extends Error {
  constructor(inbox: string, faults: readonly string[]) {
    super([`The inbox "${inbox}" cannot start:`, ...faults].join('\n'));
    this.name = new.target.name;
  }
}

/** An inbox has exactly one door for each message that its filter lets through: else messages would pile up that nobody takes. */
export function openDoors({ name, hears }: Pick<InboxResource, 'name' | 'hears'>, providers: readonly object[]): Doors {
  const byMessage = Map.groupBy(providers.flatMap(doorsOf), ({ contract }) => contract.name);
  const faults = [...new Set([...hears, ...byMessage.keys()])].flatMap((message) => {
    const labels = (byMessage.get(message) ?? []).map(({ label }) => label).join(' and ');
    if (!hears.includes(message)) return [`${message} never comes here, yet has a door: ${labels}.`];
    if (labels === '') return [`${message} has no door.`];
    return byMessage.get(message)!.length > 1 ? [`${message} has more than one door: ${labels}.`] : [];
  });
  if (faults.length > 0) throw new DoorsDoNotFit(name, faults);
  return new Map([...byMessage].map(([message, [door]]) => [message, door!]));
}

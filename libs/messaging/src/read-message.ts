import { envelope, type Envelope } from '@pinhole/contracts';
import { z } from 'zod';
import type { Door } from './on-message.js';
import type { Doors } from './open-doors.js';

/** A message that breaks its contract. It is kept for the dead-letter queue, and no act ever sees it. */
export class MalformedMessage extends Error {
  constructor(fault: string) {
    super(fault.slice(0, faultLengthMax));
    this.name = new.target.name;
  }
}

/** A body with ten thousand faults is described by its first. */
const faultLengthMax = 500;

export interface OpenedMessage {
  readonly envelope: Envelope;
  readonly door: Door;
  readonly body: unknown;
}

/** Opens a message at its door. Behind it nothing is checked again. */
export function readMessage(text: string | undefined, doors: Doors): OpenedMessage | MalformedMessage {
  const json = parseJson(text);
  if (json === undefined) return new MalformedMessage('Not JSON.');
  const read = envelope.safeParse(json);
  if (!read.success) return new MalformedMessage(`No envelope: ${z.prettifyError(read.error)}`);
  const door = doors.get(read.data.name);
  if (door === undefined) return new MalformedMessage(`Nobody here knows ${read.data.name}.`);
  const body = door.contract.body.safeParse(read.data.body);
  if (!body.success) return new MalformedMessage(`Not a ${read.data.name}: ${z.prettifyError(body.error)}`);
  return { envelope: read.data, door, body: body.data };
}

/** Nothing where it is not JSON, which knows no undefined of its own. */
function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

import { z } from 'zod';

/** W3C Trace Context, the `traceparent` header: https://www.w3.org/TR/trace-context/#traceparent-header */
export const traceparent = z.string().regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);

/** What every message looks like from outside. `name` says which contract its body keeps. */
export const envelope = z.object({
  id: z.uuid(),
  name: z.string().max(64),
  occurredAt: z.iso.datetime(),
  traceparent: traceparent.optional(),
  body: z.unknown(),
});
export type Envelope = z.infer<typeof envelope>;

/** A fact in the past tense. Its name is its version: a body that changes its meaning is another message. */
export interface MessageContract<Name extends string = string, Body extends z.ZodType = z.ZodType> {
  readonly name: Name;
  readonly body: Body;
}

export type BodyOf<Contract extends MessageContract> = z.infer<Contract['body']>;

export function defineMessage<Name extends string, Body extends z.ZodType>(name: Name, body: Body): MessageContract<Name, Body> {
  return Object.freeze({ name, body });
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { envelope, messages } from './index.js';

const folder = join(import.meta.dirname, '../samples');
const samples = readdirSync(folder).map((file) => ({
  file,
  sample: JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
}));

/** Samples are added and never changed: a message sent last year may still lie in a dead-letter queue. */
describe('every message ever sent', () => {
  it.each(samples)('still parses: $file', ({ sample }) => {
    const message = envelope.parse(sample);
    const contract = messages.find(({ name }) => name === message.name);
    // With what it said; fields that came later get what stands for not knowing.
    expect(contract?.body.parse(message.body)).toMatchObject(message.body as object);
  });

  it.each(messages)('has a sample: $name', ({ name }) => {
    expect(samples.map(({ file }) => file)).toContain(`${name}.json`);
  });

  it.each(messages)('may grow fields that this version does not know: $name', ({ name, body }) => {
    const { sample } = samples.find(({ file }) => file === `${name}.json`) ?? {};
    const grown = { ...(envelope.parse(sample).body as object), newcomer: 1 };
    expect(body.parse(grown)).not.toHaveProperty('newcomer');
  });
});

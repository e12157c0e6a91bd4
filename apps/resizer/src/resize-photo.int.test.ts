import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { firstRecipe, photoUploaded } from '@pinhole/contracts';
import type { Delivery } from '@pinhole/messaging';
import { inboxes, variantKey } from '@pinhole/resources';
import { createLogger, type Logger } from '@pinhole/service-kit';
import { childLimits } from './children/child-limits.js';
import { odd, SafeBed } from './children/children.fixture.js';
import { firstRevision } from './first-revision.js';
import { noise } from './pictures/pictures.fixture.js';
import { ResizePhoto, type Making } from './resize-photo.js';
import { quiet, Surroundings, uploaded } from './surroundings.fixture.js';

let around: Surroundings;
let bed: SafeBed;
let message: Making;

beforeAll(async () => {
  around = await Surroundings.start();
  bed = new SafeBed();
});
beforeEach(async () => {
  const bytes = await noise(900, 600).jpeg().toBuffer();
  message = { ...uploaded(bytes), revision: firstRevision };
  await around.store(message.photo.id, bytes);
});
afterAll(async () => {
  await bed?.children.end();
  await around?.stop();
});

const act = ({ pictures }: SafeBed, logger: Logger = quiet) =>
  new ResizePhoto(around.originals, around.variants, around.photoEvents, pictures, logger);

function delivery(attempt: number, signal = new AbortController().signal): Delivery {
  const attemptsMax = inboxes['resize-full'].maxReceiveCount;
  return { messageId: 'm', envelopeId: 'e', occurredAt: new Date(), attempt, attemptsMax, signal };
}

describe('a picture that no child outlives', () => {
  it('is answered within its first message, and never stuck', async () => {
    await using deadly = new SafeBed(odd('dies'));
    await act(deadly).execute(message, delivery(1));
    expect(await around.heard(message.photo.id)).toMatchObject([{ photo: message.photo, rejection: { code: 'poison' } }]);
  });

  it('is given up early enough to say so within the handler’s own time', () => {
    const { handlerSecondsMax } = inboxes['resize-full'];
    // It waits for another’s end, hangs, waits until it is alone, and hangs again.
    expect(4 * childLimits.secondsMax.ladder + 30).toBeLessThanOrEqual(handlerSecondsMax);
    const { handlerSecondsMax: previewSecondsMax } = inboxes['resize-preview'];
    // It waits for a ladder's end, and hangs once.
    expect(childLimits.secondsMax.ladder + childLimits.secondsMax.preview + 30).toBeLessThanOrEqual(previewSecondsMax);
  });
});

describe('a try that no longer counts', () => {
  it('stores and tells nothing, though its picture was under way', async () => {
    const ended = new AbortController();
    const endsTheTry = {
      write: (line: string) => line.includes('original.fetched') && ended.abort(new Error('given back')),
    };
    const acting = act(bed, createLogger('test', 'debug', endsTheTry));
    await expect(acting.execute(message, delivery(1, ended.signal))).rejects.toThrow('given back');
    expect(await around.variants.head(variantKey(message.photo.id, 1, { width: 320, format: 'jpeg' }))).toBeNull();
  });
});

describe('a recipe', () => {
  const keysOf = ({ photo }: Making, revision: number, widths: readonly number[]) =>
    widths.map((width) => variantKey(photo.id, revision, { width, format: 'jpeg' }));

  it('that is another one goes under a revision of its own, and what was made before stays as it is', async () => {
    await act(bed).execute(message, delivery(1));
    const before = await around.stored(message.photo.id);
    const recipe = firstRecipe;
    await act(bed).execute({ ...message, revision: 2, recipe }, delivery(1));
    const [first, second] = await around.heard(message.photo.id, 2);
    expect(first).toMatchObject({ revision: 1, recipe: message.recipe });
    expect(second).toMatchObject({ revision: 2, recipe });
    expect(await around.stored(message.photo.id)).toEqual(before);
    for (const key of keysOf(message, 2, [320, 640, 900])) expect(await around.variants.head(key)).not.toBeNull();
  });

  it('is the one that the upload names, however late it comes', async () => {
    const { recipe } = photoUploaded.body.parse({ photo: message.photo, original: message.original });
    await act(bed).execute({ ...message, recipe }, delivery(1));
    const [told] = await around.heard(message.photo.id);
    expect(told).toMatchObject({ revision: 1, recipe: { name: 'standard', version: 1 } });
  });

  it('that we do not have is left to a resizer that has it', async () => {
    const unknown = { ...message, recipe: { name: 'standard', version: 1_000 } };
    await expect(act(bed).execute(unknown, delivery(1))).rejects.toThrow('no recipe standard 1000');
    expect(await around.stored(message.photo.id)).toEqual({});
  });
});

describe('an original', () => {
  it('that is not as long as its message says is a fault of ours, and no answer to a person', async () => {
    const { original } = message;
    const wrong = { ...message, original: { ...original, bytes: original.bytes + 1 } };
    await expect(act(bed).execute(wrong, delivery(1))).rejects.toThrow(`not the ${wrong.original.bytes} expected`);
  });
});

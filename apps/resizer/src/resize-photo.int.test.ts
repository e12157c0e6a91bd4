import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PhotoUploaded } from '@pinhole/contracts';
import type { Delivery } from '@pinhole/messaging';
import { inboxes, variantKey } from '@pinhole/resources';
import { createLogger } from '@pinhole/service-kit';
import { noise } from './pictures.fixture.js';
import { ResizePhoto } from './resize-photo.js';
import { quiet, Surroundings, uploaded } from './surroundings.fixture.js';
import { pictureSecondsMax, TooSlow } from './too-slow.js';

/** Every picture takes longer than that. */
class Hurried extends ResizePhoto {
  protected override readonly secondsMax = 0.001;
}

let around: Surroundings;
let message: PhotoUploaded;

beforeAll(async () => {
  around = await Surroundings.start();
});
beforeEach(async () => {
  const bytes = await noise(900, 600).jpeg().toBuffer();
  message = uploaded(bytes);
  await around.store(message.photo.id, bytes);
});
afterAll(async () => {
  await around?.stop();
});

const act = (Act: typeof ResizePhoto) => new Act(around.originals, around.variants, around.photoEvents, quiet);

function delivery(attempt: number, signal = new AbortController().signal): Delivery {
  const attemptsMax = inboxes['resize-full'].maxReceiveCount;
  return { messageId: 'm', envelopeId: 'e', occurredAt: new Date(), attempt, attemptsMax, signal };
}

describe('a picture that takes too long', () => {
  it('is tried again, since the machine may have been busy', async () => {
    for (const attempt of [1, 2, 3, 4]) await expect(act(Hurried).execute(message, delivery(attempt))).rejects.toThrow(TooSlow);
  });

  it('is answered at the last try, and never stuck', async () => {
    await act(Hurried).execute(message, delivery(5));
    expect(await around.heard(message.photo.id)).toMatchObject([{ photo: message.photo, rejection: { code: 'too_slow' } }]);
  });

  it('is given up early enough to say so within the handler’s own time', () => {
    expect(pictureSecondsMax + 10).toBeLessThanOrEqual(inboxes['resize-full'].handlerSecondsMax);
  });
});

describe('a try that no longer counts', () => {
  it('stores and tells nothing, though its picture was under way', async () => {
    const ended = new AbortController();
    const endsTheTry = {
      write: (line: string) => line.includes('original.fetched') && ended.abort(new Error('given back')),
    };
    const act = new ResizePhoto(around.originals, around.variants, around.photoEvents, createLogger('test', 'debug', endsTheTry));
    await expect(act.execute(message, delivery(1, ended.signal))).rejects.toThrow('given back');
    expect(await around.variants.head(variantKey(message.photo.id, 1, { width: 320, format: 'jpeg' }))).toBeNull();
  });
});

describe('an original', () => {
  it('that is not as long as its message says is a fault of ours, and no answer to a person', async () => {
    const { photo, original } = message;
    const wrong = { photo, original: { ...original, bytes: original.bytes + 1 } };
    await expect(act(ResizePhoto).execute(wrong, delivery(1))).rejects.toThrow(`not the ${wrong.original.bytes} expected`);
  });
});

import { describe, expect, it } from '@jest/globals';
import { nothingKnown } from '@pinhole/contracts';
import { makePreview } from '../pictures/make-preview.js';
import { makeVariants } from '../pictures/make-variants.js';
import { noise, terms } from '../pictures/pictures.fixture.js';
import { isOutcome } from './is-outcome.js';

const variant = { width: 320, height: 200, format: 'jpeg', bytes: Buffer.from('a') };
const told = {
  hdr: null,
  metadata: nothingKnown,
  placeholder: { color: '#808080', thumbhash: 'aGk=' },
  animated: false,
  degraded: false,
};
const made = { width: 320, height: 200, variants: [variant], ...told };
const with1 = (changes: object) => ({ ...made, variants: [{ ...variant, ...changes }] });

describe('an answer', () => {
  it('is taken when it is one that our code gives, whatever else it tells', async () => {
    const photo = await noise(64, 48).jpeg().toBuffer();
    expect(isOutcome('ladder', await makeVariants(photo, terms))).toBe(true);
    expect(isOutcome('ladder', await makeVariants(Buffer.from('a'), terms))).toBe(true);
    expect(isOutcome('ladder', { ...made, more: 1 })).toBe(true);
    expect(isOutcome('preview', await makePreview(photo))).toBe(true);
    expect(isOutcome('preview', await makePreview(Buffer.from('a')))).toBe(true);
  });

  it.each([
    { of: 'nothing', answer: null },
    { of: 'no variants', answer: { width: 1, height: 1 } },
    { of: 'a width that leads elsewhere', answer: with1({ width: '../../another/1/640' }) },
    { of: 'a format that nobody has', answer: with1({ format: '../../x' }) },
    { of: 'a fraction', answer: with1({ height: 0.5 }) },
    { of: 'bytes that are none', answer: with1({ bytes: 'abc' }) },
    { of: 'more than any ladder has', answer: { ...made, variants: Array(101).fill(variant) } },
    { of: 'something for bright displays that is no picture', answer: { ...made, hdr: { ...variant, bytes: 'abc' } } },
    { of: 'a colour that paints something else', answer: { ...made, placeholder: { color: 'url(x)', thumbhash: '' } } },
    { of: 'a camera of any length', answer: { ...made, metadata: { ...nothingKnown, camera: { make: 'x'.repeat(101) } } } },
    { of: 'a rejection without words', answer: { rejection: { code: 'damaged' } } },
  ])('is not taken from who was taken over: $of', ({ answer }) => {
    expect(isOutcome('ladder', answer)).toBe(false);
  });

  it('is not taken for another one than was asked for', async () => {
    const photo = await noise(64, 48).jpeg().toBuffer();
    expect(isOutcome('preview', await makeVariants(photo, terms))).toBe(false);
    expect(isOutcome('ladder', await makePreview(photo))).toBe(false);
  });
});

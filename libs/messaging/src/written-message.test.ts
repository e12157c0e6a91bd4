import { describe, expect, it } from '@jest/globals';
import { seal } from './seal.js';
import { bellBroken } from './sample-contracts.fixture.js';
import { bytesOf, publishBytesMax, writeMessage } from './written-message.js';

const now = new Date();
const broken = (characters: number) => seal(bellBroken, { photo: { id: 'one', rank: 1 }, why: 'ä'.repeat(characters) }, now);

describe('writeMessage', () => {
  it('takes what SNS takes, counted in bytes of UTF-8', () => {
    expect(bytesOf(writeMessage(broken(130_000)))).toBeLessThanOrEqual(publishBytesMax);
  });

  it('refuses what SNS would refuse for ever, before it is promised', () => {
    expect(() => writeMessage(broken(132_000))).toThrow(/bell.broken.v1 of 264\d{3} bytes is larger/);
  });
});

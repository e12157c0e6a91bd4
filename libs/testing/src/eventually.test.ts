import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.js';

describe('eventually', () => {
  it('gives the first answer that is there', async () => {
    const answers = [undefined, 0, '', 'here', 'later'];
    await expect(eventually(() => answers.shift(), { everySeconds: 0.001 })).resolves.toBe('here');
  });

  it('asks again after a failure', async () => {
    let asked = 0;
    const probe = () => {
      asked += 1;
      if (asked < 3) throw new Error('not yet');
      return asked;
    };
    await expect(eventually(probe, { everySeconds: 0.001 })).resolves.toBe(3);
  });

  it('ends with the last failure when patience ends', async () => {
    const probe = () => Promise.reject(new Error('the card is not there'));
    await expect(eventually(probe, { withinSeconds: 0.05 })).rejects.toThrow('Not so within 0.05 s: the card is not there');
  });

  it('ends with the last answer when that was nothing', async () => {
    await expect(eventually(() => null, { withinSeconds: 0.05 })).rejects.toThrow('the last answer was null');
  });

  it('asks at least once, however little patience there is', async () => {
    await expect(eventually(() => 'at once', { withinSeconds: 0 })).resolves.toBe('at once');
  });
});

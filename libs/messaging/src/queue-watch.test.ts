import { describe, expect, it } from '@jest/globals';
import { emptyAfterMilliseconds, QueueWatch } from './queue-watch.js';

const [one, other] = [{}, {}];
const soon = emptyAfterMilliseconds - 1;

describe('a queue', () => {
  it('seems empty when somebody has asked it for a while in vain, and not before', () => {
    const watch = new QueueWatch();
    watch.asks(one, 0);
    expect(watch.seemsEmpty(soon)).toBe(false);
    watch.asks(one, soon); // Its first poll brought nothing.
    expect(watch.seemsEmpty(emptyAfterMilliseconds)).toBe(true);
  });

  it('does not while all who could ask have work', () => {
    const watch = new QueueWatch();
    for (const consumer of [one, other]) {
      watch.asks(consumer, 0);
      watch.isBusy(consumer);
    }
    expect(watch.seemsEmpty(60_000)).toBe(false);
    watch.asks(other, 60_000);
    expect(watch.seemsEmpty(60_000 + soon)).toBe(false);
    expect(watch.seemsEmpty(60_000 + emptyAfterMilliseconds)).toBe(true);
  });

  it('does while one works and the other waits in vain: nothing is left for those after it to step back for', () => {
    const watch = new QueueWatch();
    watch.isBusy(one);
    watch.asks(other, 0);
    expect(watch.seemsEmpty(emptyAfterMilliseconds)).toBe(true);
  });

  it('holds nobody up that nobody asks, or that nobody reaches', () => {
    const watch = new QueueWatch();
    expect(watch.seemsEmpty(0)).toBe(true);
    watch.asks(one, 0);
    watch.isCutOff(one);
    expect(watch.seemsEmpty(0)).toBe(true);
  });
});

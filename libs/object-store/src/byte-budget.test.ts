import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ByteBudget } from './byte-budget.js';
import { StoreBusy } from './object-store.errors.js';

const options = { partBytes: 8, waitSecondsMax: 120, stallSecondsMax: 1 };

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Whether a promise has been kept by now. */
function isKept(promise: Promise<unknown>): () => Promise<boolean> {
  let kept = false;
  promise.then(
    () => (kept = true),
    () => undefined,
  );
  return async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    return kept;
  };
}

describe('ByteBudget', () => {
  it('cannot be smaller than two parts: one that fills, one kept back', () => {
    expect(() => new ByteBudget(15, options)).toThrow('less than two parts');
    expect(new ByteBudget(16, options).bytesInUse).toBe(0);
  });

  it('counts bytes as they are drawn, and has them back when their part was sent', async () => {
    const budget = new ByteBudget(16, options);
    const share = budget.open();
    await share.draw(3);
    await share.draw(4);
    expect(budget.bytesInUse).toBe(7);
    await share.sending(() => {
      expect(budget.bytesInUse).toBe(7);
      return Promise.resolve();
    });
    expect(budget.bytesInUse).toBe(0);
  });

  it('leaves them to a share that keeps them for its next part, which then draws only what is missing', async () => {
    const budget = new ByteBudget(16, options);
    const share = budget.open();
    await share.reach(6);
    await share.sending(
      () => Promise.resolve(),
      () => true,
    );
    await share.reach(5);
    expect(budget.bytesInUse).toBe(6);
    await share.reach(8);
    expect(budget.bytesInUse).toBe(8);
  });

  it('has the bytes back of a part that could not be sent', async () => {
    const budget = new ByteBudget(16, options);
    const share = budget.open();
    await share.draw(8);
    await expect(share.sending(() => Promise.reject(new Error('no store')))).rejects.toThrow('no store');
    expect(budget.bytesInUse).toBe(0);
  });

  it('has the bytes back of an upload that is given up', async () => {
    const budget = new ByteBudget(16, options);
    const share = budget.open();
    await share.draw(5);
    share[Symbol.dispose]();
    expect(budget.bytesInUse).toBe(0);
  });

  it('lets no share hold more than a part', async () => {
    const share = new ByteBudget(32, options).open();
    await share.draw(8);
    await expect(share.draw(1)).rejects.toThrow('at most one part');
  });

  it('tells one who waits too long that the store is busy, and gives its turn to the next', async () => {
    const budget = new ByteBudget(16, options);
    const [sender, late, next] = [budget.open(), budget.open(), budget.open()];
    await sender.draw(6);
    const answer = Promise.withResolvers<void>();
    const sent = sender.sending(() => answer.promise);
    const tooLate = expect(late.draw(3)).rejects.toThrow(StoreBusy);
    jest.advanceTimersByTime(119_999);
    const small = isKept(next.draw(2));
    expect(await small()).toBe(false);
    jest.advanceTimersByTime(1);
    await tooLate;
    expect(await small()).toBe(true);
    answer.resolve();
    await sent;
  });

  it('ends a wait with the signal’s reason, at once', async () => {
    const budget = new ByteBudget(16, options);
    const [sender, waiting] = [budget.open(), budget.open()];
    await sender.draw(8);
    void sender.sending(() => new Promise(() => undefined));
    const gone = new AbortController();
    const waited = expect(waiting.draw(1, gone.signal)).rejects.toThrow('the client went away');
    gone.abort(new Error('the client went away'));
    await waited;
    await expect(waiting.draw(1, gone.signal)).rejects.toThrow('the client went away');
    expect(budget.bytesInUse).toBe(8);
  });

  it('passes the last part on when the favoured one leaves it unused', async () => {
    const budget = new ByteBudget(16, options);
    const [slow, fast] = [budget.open(), budget.open()];
    await slow.draw(4);
    await fast.draw(4);
    await slow.draw(1); // The eight that anybody may have are spent: slow is favoured, and then falls silent.
    const wanted = isKept(fast.draw(4));
    expect(await wanted()).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(await wanted()).toBe(true);
    expect(budget.bytesInUse).toBe(13);
  });

  it('favours nobody any more once a whole part is free again', async () => {
    const budget = new ByteBudget(16, options);
    const [slow, other, fast] = [budget.open(), budget.open(), budget.open()];
    await slow.draw(4);
    await other.draw(4);
    await slow.draw(1);
    other[Symbol.dispose]();
    await slow.draw(1);
    await fast.draw(2);
    expect(await isKept(fast.draw(3))()).toBe(true);
  });

  it('leaves no timer behind', async () => {
    const budget = new ByteBudget(16, options);
    const [one, two] = [budget.open(), budget.open()];
    await one.draw(8);
    await two.draw(1);
    await one.sending(() => Promise.resolve());
    two[Symbol.dispose]();
    expect(jest.getTimerCount()).toBe(0);
  });
});

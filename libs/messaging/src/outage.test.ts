import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Outage } from './outage.js';
import { CapturedLog } from './captured-log.fixture.js';

const earliest = () => 0;
const latest = () => 1;
let log: CapturedLog;
let outage: Outage;

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  log = new CapturedLog();
  outage = new Outage('sqs', log.logger);
});
afterEach(() => {
  jest.useRealTimers();
});

describe('an outage', () => {
  it('is said once when it begins and once when it is over, however many find out', () => {
    outage.answered();
    for (let i = 0; i < 5; i += 1) outage.failed(new Error('refused'));
    jest.advanceTimersByTime(3_000);
    for (let i = 0; i < 5; i += 1) outage.answered();
    expect(log.lines).toMatchObject([
      { event: 'sqs.unreachable', level: 'error', error: { message: 'refused' } },
      { event: 'sqs.reached_again', level: 'info', lastedMs: 3_000 },
    ]);
  });

  it('calls back once for each time it is over, and for no answer else', () => {
    const callback = jest.fn();
    outage.onOver(callback);
    outage.answered();
    expect(callback).toHaveBeenCalledTimes(0);
    for (const times of [1, 2]) {
      outage.failed(new Error('refused'));
      outage.answered();
      outage.answered();
      expect(callback).toHaveBeenCalledTimes(times);
    }
  });

  it('outlives a callback that fails, and says so', async () => {
    outage.onOver(() => Promise.reject(new Error('cannot ring')));
    outage.failed(new Error('refused'));
    outage.answered();
    await Promise.resolve();
    expect(log.of('sqs.reached_again_failed')).toMatchObject([{ error: { message: 'cannot ring' } }]);
  });

  it('asks for no pause while there is none', () => {
    expect(outage.pauseMilliseconds()).toBe(0);
  });

  it('asks for pauses that grow from a fifth of a second to five seconds, jittered, however many fail at once', () => {
    outage.failed(new Error('refused'));
    for (let i = 0; i < 50; i += 1) outage.failed(new Error('refused'));
    expect([outage.pauseMilliseconds(earliest), outage.pauseMilliseconds(latest)]).toEqual([100, 200]);
    jest.advanceTimersByTime(8_000);
    expect([outage.pauseMilliseconds(earliest), outage.pauseMilliseconds(latest)]).toEqual([1_000, 2_000]);
    jest.advanceTimersByTime(60 * 60_000);
    expect(outage.pauseMilliseconds(latest)).toBe(5_000);
  });
});

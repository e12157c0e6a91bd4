import { describe, expect, it } from '@jest/globals';
import { chooseNext } from './choose-next.js';

const partBytes = 8;
const ask = (name: string, held: number, bytes: number) => ({ name, bytes, share: { held } });
const quiet = { partBytes, sending: 0, favoured: undefined };

describe('chooseNext', () => {
  it('lets everybody go on in turn while one whole part stays free', () => {
    const waiting = [ask('first', 0, 2), ask('fuller', 5, 2)];
    expect(chooseNext(waiting, { ...quiet, free: 10 })?.name).toBe('first');
  });

  it('lets nobody overtake one who asks for more', () => {
    const waiting = [ask('first', 0, 4), ask('modest', 0, 1)];
    expect(chooseNext(waiting, { ...quiet, sending: 1, free: 10 })).toBeUndefined();
  });

  it('keeps the last part back while a part is being sent, for that will give bytes back', () => {
    expect(chooseNext([ask('first', 0, 2)], { ...quiet, sending: 1, free: 9 })).toBeUndefined();
    expect(chooseNext([ask('first', 0, 2)], { ...quiet, sending: 0, free: 9 })?.name).toBe('first');
  });

  it('favours the fullest, and of equals the one who waits longest', () => {
    const waiting = [ask('first', 1, 2), ask('fuller', 5, 2), ask('as full', 5, 2)];
    expect(chooseNext(waiting, { ...quiet, free: 8 })?.name).toBe('fuller');
  });

  it('stays with the favoured one until its part is sent', () => {
    const waiting = [ask('first', 7, 1), ask('favoured', 2, 2)];
    const [, { share: favoured }] = waiting as [unknown, (typeof waiting)[1]];
    expect(chooseNext(waiting, { ...quiet, favoured, free: 6 })?.name).toBe('favoured');
    expect(chooseNext([waiting[0]!], { ...quiet, favoured, free: 6 })).toBeUndefined();
  });

  it('gives nobody a part of what could not fill its part to the end', () => {
    expect(chooseNext([ask('first', 1, 2)], { ...quiet, free: 6 })).toBeUndefined();
    expect(chooseNext([ask('first', 2, 2)], { ...quiet, free: 6 })?.name).toBe('first');
  });
});

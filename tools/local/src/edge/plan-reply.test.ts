import { describe, expect, it } from '@jest/globals';
import type { AnswerHead } from './plan-reply.js';
import { planReply } from './plan-reply.js';

const image: AnswerHead = {
  status: 200,
  bytes: 100,
  headers: {
    'content-type': 'image/avif',
    'accept-ranges': 'bytes',
    etag: '"a"',
    'last-modified': 'Sat, 21 Nov 2026 09:30:00 GMT',
    'cache-control': 'max-age=9',
  },
};
const json: AnswerHead = { status: 200, bytes: 900, headers: { 'content-type': 'application/json; charset=utf-8', etag: '"j"' } };

const never = { compress: false, zippable: false };
const text = { compress: true, zippable: true };

describe('a client that has it already', () => {
  it.each([
    { 'if-none-match': '"a"' },
    { 'if-none-match': 'W/"a"' },
    { 'if-none-match': '"z", W/"a"' },
    { 'if-none-match': '*' },
    { 'if-modified-since': 'Sat, 21 Nov 2026 09:30:00 GMT' },
    { 'if-modified-since': 'Sun, 22 Nov 2026 09:30:00 GMT' },
  ])('is told so by %j', (asked) => {
    const { status, headers } = planReply(asked, image, never);
    expect(status).toBe(304);
    expect(headers).toMatchObject({ etag: '"a"', 'cache-control': 'max-age=9' });
    expect(headers).not.toHaveProperty('content-type');
    expect(headers).not.toHaveProperty('content-length');
  });

  it.each([
    {},
    { 'if-none-match': '"b"' },
    { 'if-none-match': 'a' },
    { 'if-none-match': '"b"', 'if-modified-since': 'Sun, 22 Nov 2026 09:30:00 GMT' },
    { 'if-modified-since': 'Fri, 20 Nov 2026 09:30:00 GMT' },
    { 'if-modified-since': 'yesterday' },
  ])('is not assumed from %j', (asked) => {
    expect(planReply(asked, image, never)).toMatchObject({ status: 200, part: null });
  });

  it('is not assumed where there is an error', () => {
    expect(planReply({ 'if-none-match': '*' }, { ...image, status: 404 }, never).status).toBe(404);
  });
});

describe('a range', () => {
  it('is a part with its place in the whole', () => {
    expect(planReply({ range: 'bytes=10-19' }, image, never)).toMatchObject({
      status: 206,
      part: { start: 10, end: 20 },
      headers: { 'content-length': '10', 'content-range': 'bytes 10-19/100' },
    });
  });

  it('of something else by now is answered with the whole', () => {
    expect(planReply({ range: 'bytes=0-9', 'if-range': '"a"' }, image, never).status).toBe(206);
    expect(planReply({ range: 'bytes=0-9', 'if-range': '"old"' }, image, never).status).toBe(200);
    expect(planReply({ range: 'bytes=0-9', 'if-range': 'W/"a"' }, image, never).status).toBe(200);
  });

  it('beyond the end is refused with the length', () => {
    expect(() => planReply({ range: 'bytes=100-' }, image, never)).toThrow(
      expect.objectContaining({ status: 416, headers: { 'content-range': 'bytes */100' } }),
    );
  });

  it('of what has no ranges is answered with the whole', () => {
    expect(planReply({ range: 'bytes=0-9' }, json, text).status).toBe(200);
  });
});

describe('compression', () => {
  it('is for text, where the rule and the client allow it, under a weak ETag', () => {
    const { gzip, headers } = planReply({ 'accept-encoding': 'gzip' }, json, text);
    expect(gzip).toBe(true);
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding', etag: 'W/"j"' });
    expect(headers).not.toHaveProperty('content-length');
  });

  it('is named in Vary also for those who do not take it', () => {
    const { gzip, headers } = planReply({}, { ...json, headers: { ...json.headers, vary: 'Origin' } }, text);
    expect(gzip).toBe(false);
    expect(headers).toMatchObject({ vary: 'Origin, Accept-Encoding', 'content-length': '900' });
  });

  it('waits until there is a compressed form', () => {
    const { gzip, headers } = planReply({ 'accept-encoding': 'gzip' }, json, { compress: true, zippable: false });
    expect(gzip).toBe(false);
    expect(headers).toMatchObject({ vary: 'Accept-Encoding', etag: '"j"' });
  });

  it('is not for pictures, nor for what is compressed', () => {
    expect(planReply({ 'accept-encoding': 'gzip' }, image, text).gzip).toBe(false);
    const zipped = { ...json, headers: { ...json.headers, 'content-encoding': 'br' } };
    expect(planReply({ 'accept-encoding': 'gzip' }, zipped, text).gzip).toBe(false);
  });
});

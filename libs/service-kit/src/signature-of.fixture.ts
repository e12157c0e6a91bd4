import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The signature that S3 would make of a request as it arrived (AWS Signature Version 4), to be held against the one it came with. */
export function signatureOf(request: IncomingMessage, secretAccessKey: string): string {
  const { authorization = '', ...headers } = request.headers;
  const [, date, region, service] = /Credential=[^/]+\/(\d+)\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization) ?? [];
  const signedHeaders = /SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? '';
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3.invalid');
  searchParams.sort();
  const signed = signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const query = searchParams.toString().replaceAll('+', '%20');
  const canonical = [request.method, pathname, query, signed.join(''), signedHeaders, headers['x-amz-content-sha256']].join('\n');
  const scope = [date, region, service, 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>((key, part) => hmac(key, part ?? ''), `AWS4${secretAccessKey}`);
  return hmac(key, toSign).toString('hex');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

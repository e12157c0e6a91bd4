import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { ask, read } from './ask.fixture.js';
import { startEdgeUnderTest, type EdgeUnderTest } from './edge.fixture.js';

const MiB = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('an upload', () => {
  let under: EdgeUnderTest;
  let door: string;
  beforeAll(async () => {
    under = await startEdgeUnderTest({}, { holdSecondsMax: 0.2 });
    door = `${under.url}/v1/uploads`;
  });
  afterAll(() => under.stop());
  beforeEach(() => void under.uploads.asked.splice(0));

  /** A request whose body the test sends by hand. */
  function begin(headers: http.OutgoingHttpHeaders): http.ClientRequest {
    const request = http.request(door, { method: 'POST', headers, agent: false });
    request.flushHeaders();
    return request;
  }
  const answerTo = async (request: http.ClientRequest) => read(((await once(request, 'response')) as [IncomingMessage])[0]);

  it.each([{ 'content-length': 5 * MiB }, { 'transfer-encoding': 'chunked' }])(
    'arrives whole with %j, and so does its answer',
    async (framing) => {
      const [there, back] = [randomBytes(5 * MiB), randomBytes(3 * MiB)];
      under.uploads.answering = async (request, response) => {
        const received = await buffer(request);
        response.writeHead(201, { location: '/v1/uploads/1', sha: sha256(received), 'content-length': back.length }).end(back);
      };
      const answer = await ask(door, { method: 'POST', body: there, headers: framing });
      expect(answer).toMatchObject({ status: 201, headers: { location: '/v1/uploads/1', sha: sha256(there) } });
      expect(sha256(answer.body)).toBe(sha256(back));
      expect(under.uploads.asked[0]?.headers).toMatchObject(
        Object.fromEntries(Object.entries(framing).map(([k, v]) => [k, String(v)])),
      );
    },
  );

  it('keeps its framing where a method has a body only now and then', async () => {
    under.uploads.answering = async (request, response) => response.end(await text(request));
    const answer = await ask(`${door}/1`, { method: 'DELETE', body: 'why', headers: { 'transfer-encoding': 'chunked' } });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body.toString()).toBe('why');
  });

  it('says who sends it by what the connection says, and takes nothing along that is of this connection', async () => {
    under.uploads.answering = (_request, response) =>
      response.writeHead(200, { connection: 'x-secret', 'x-secret': '1', 'x-kept': '1' }).end();
    const claims = {
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=1.2.3.4',
      'x-real-ip': '1.2.3.4',
    };
    const override = { 'x-http-method-override': 'DELETE', 'x-original-url': '/health/live', host: 'evil.example' };
    const hops = { connection: 'keep-alive, x-hop', 'x-hop': '1', te: 'trailers', 'proxy-authorization': 'Basic x' };
    const answer = await ask(door, { method: 'POST', headers: { ...claims, ...override, ...hops, 'tus-resumable': '1.0.0' } });
    const seen = under.uploads.asked[0]?.headers;
    expect(seen).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http', 'tus-resumable': '1.0.0' });
    expect(seen?.host).toBe(new URL(under.uploads.url).host);
    expect(seen?.['x-request-id']).toBe(answer.headers['x-request-id']);
    const dropped = ['x-forwarded-host', 'forwarded', 'x-real-ip', 'x-http-method-override', 'x-original-url', 'x-hop', 'te'];
    for (const name of [...dropped, 'proxy-authorization']) expect(seen).not.toHaveProperty(name);
    expect(answer.headers).toMatchObject({ 'x-kept': '1' });
    expect(answer.headers).not.toHaveProperty('x-secret');
  });

  it('waits for a service that does not read, and goes on when it does', async () => {
    let taken: IncomingMessage | undefined;
    under.uploads.answering = (request) => void (taken = request);
    const request = begin({ 'content-length': 64 * MiB });
    const chunk = Buffer.alloc(MiB);
    let sent = 0;
    const send = () => {
      while (sent < 64) {
        sent += 1;
        if (!request.write(chunk)) break;
      }
    };
    request.on('drain', send);
    send();
    let before = -1;
    // Until a second passes without a byte more: what is on its way then is in buffers, and they are full.
    while (before !== sent || !taken) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    expect(sent).toBeLessThan(32);
    under.uploads.asked[0]?.on('end', () => taken?.socket.end('HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n')).resume();
    expect((await answerTo(request)).status).toBe(201);
    expect(sent).toBe(64);
  });

  it('is answered early while it is still being sent, and its connection is not reset', async () => {
    under.uploads.says({ code: 'too_large', detail: 'At most 200 MiB.' }, { 'content-type': 'application/problem+json' }, 413);
    // As a browser does it: it goes on sending, and looks at what came when it is done.
    const browser = connect(Number(new URL(under.url).port), '127.0.0.1');
    browser.write(`POST /v1/uploads HTTP/1.1\r\nHost: x\r\nContent-Length: ${64 * MiB}\r\n\r\n`);
    for (let sent = 0; sent < 64; sent += 1) if (!browser.write(Buffer.alloc(MiB))) await once(browser, 'drain');
    expect(browser.errored).toBeNull();
    const [head = '', body = ''] = (await text(browser)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1.1 413 .*\r\nconnection: close/is);
    expect(JSON.parse(body)).toMatchObject({ code: 'too_large' });
  });

  it('is answered early at once, however slowly it comes', async () => {
    under.uploads.says({ code: 'too_large' }, {}, 413);
    const request = begin({ 'content-length': 64 * MiB });
    request.write('a first byte');
    expect((await answerTo(request)).json()).toEqual({ code: 'too_large' });
  });

  it('that asks first is told to go on by the service, and a refusal comes without a byte sent', async () => {
    under.uploads.answering = async (request, response) =>
      void response.writeHead(201, { bytes: (await buffer(request)).length }).end();
    const welcome = begin({ 'content-length': 3, expect: '100-continue' });
    await once(welcome, 'continue');
    welcome.end('abc');
    expect(await answerTo(welcome)).toMatchObject({ status: 201, headers: { bytes: '3' } });

    under.uploads.onCheckContinue = (_request, response) => void response.writeHead(413, { 'content-length': 0 }).end();
    const refused = begin({ 'content-length': 300 * MiB, expect: '100-continue' });
    let told = false;
    refused.once('continue', () => (told = true));
    expect((await answerTo(refused)).status).toBe(413);
    expect(told).toBe(false);
    refused.destroy();
    under.uploads.onCheckContinue = null;
  });

  it('whose sender goes away ends at the service at once', async () => {
    const lost = new Promise((resolve) => {
      under.uploads.answering = (request) => void request.resume().once('close', () => resolve(request.complete));
    });
    const request = begin({ 'content-length': 10 * MiB });
    request.on('error', () => {});
    await new Promise((resolve) => request.write(Buffer.alloc(MiB), resolve));
    request.destroy();
    expect(await lost).toBe(false);
  });

  it('to a service that is away is told so, with when to try again', async () => {
    await under.uploads.stop();
    const answer = await ask(door, { method: 'POST', body: Buffer.alloc(5 * MiB) });
    await under.uploads.start();
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2', 'cache-control': 'no-store', 'access-control-allow-origin': '*' },
    });
    expect(answer.json()).toMatchObject({ status: 503, code: 'unavailable' });
  });

  it('to a service that dies in the middle is told so, with when to try again', async () => {
    under.uploads.answering = (request) => void request.once('data', () => request.socket.destroy());
    const answer = await ask(door, { method: 'POST', body: Buffer.alloc(5 * MiB) });
    expect(answer).toMatchObject({ status: 502, headers: { 'retry-after': '2', 'content-type': 'application/problem+json' } });
  });

  it('whose answer breaks off breaks off for the client too', async () => {
    under.uploads.answering = (_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    };
    await expect(ask(door, { method: 'POST', body: 'x' })).rejects.toThrow('aborted');
  });

  it('leaves no answer in the cache', async () => {
    under.uploads.says({ state: 'processing' }, { 'cache-control': 'public, max-age=60' });
    await ask(`${door}/1`);
    const answer = await ask(`${door}/1`);
    expect(under.uploads.asked).toHaveLength(2);
    expect(answer.headers).not.toHaveProperty('x-cache');
  });
});

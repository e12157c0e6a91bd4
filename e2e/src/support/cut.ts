import { connect } from 'node:net';

const boundary = 'pinhole-test';

export const formHead = { 'content-type': `multipart/form-data; boundary=${boundary}` } as const;

/** The body of an upload. */
export function uploadForm(file: Uint8Array): Buffer {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="cut.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

/** A whole upload as it goes over the wire. */
export function uploadBytes(file: Uint8Array, host: string): Buffer {
  const body = uploadForm(file);
  const request = [
    'POST /v1/uploads HTTP/1.1',
    `Host: ${host}`,
    `Content-Type: ${formHead['content-type']}`,
    `Content-Length: ${body.byteLength}`,
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${request.join('\r\n')}\r\n\r\n`), body]);
}

/** Sends the first bytes of a request, then is gone, as a phone is that leaves the tunnel's mouth: politely or with a reset. */
export function sendAndVanish(url: string, bytes: Uint8Array, how: 'end' | 'reset'): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes, () => {
        if (how === 'reset') socket.resetAndDestroy();
        else socket.destroy();
      });
    });
    socket.on('error', () => undefined); // An early answer and its reset are the server's right.
    socket.on('close', () => resolve());
  });
}

/** A seeded generator of numbers in [0, 1), so that a failing run can be run again: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

import http from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** Sends a body that is in memory already, as cheaply as Node.js can, and reads the answer whole. */
export function sendBody(agent: http.Agent, method: string, url: string, body: Buffer, headers: http.OutgoingHttpHeaders = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const options = { agent, method, headers: { ...headers, 'content-length': body.length } };
    const request = http.request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const [status, text] = [response.statusCode ?? 0, Buffer.concat(chunks).toString()];
        if (status < 300) resolve({ status, headers: response.headers, text });
        else reject(new Error(`${method} ${url}: ${status} ${text}`));
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}

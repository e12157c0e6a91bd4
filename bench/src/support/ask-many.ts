import http from 'node:http';
import { cpuSeconds } from './cpu-seconds.js';

export interface Answers {
  /** What the asked process spent on one request. */
  readonly cpuMilliseconds: number;
  /** One for each request. */
  readonly milliseconds: readonly number[];
}

/** Asks a process for one path after the other, over a connection that is kept, and reads each answer whole. */
export async function askMany(pid: number, url: string, paths: readonly string[], requests: number): Promise<Answers> {
  const agent = new http.Agent({ keepAlive: true });
  const milliseconds: number[] = [];
  const before = cpuSeconds(pid);
  for (let asked = 0; asked < requests; asked += 1) {
    const began = performance.now();
    await ask(agent, url + paths[asked % paths.length]!);
    milliseconds.push(performance.now() - began);
  }
  const spent = cpuSeconds(pid) - before;
  agent.destroy();
  return { cpuMilliseconds: (spent * 1_000) / requests, milliseconds };
}

export function ask(agent: http.Agent, url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks));
        else reject(new Error(`${url}: ${response.statusCode}`));
      });
      response.once('error', reject);
    });
    request.once('error', reject);
  });
}

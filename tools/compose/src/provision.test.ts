import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { Child } from '@pinhole/testing';

const program = join(import.meta.dirname, 'provision.main.js');

describe('the provisioner of the compose stack', () => {
  let server: Server;
  let connections: number;

  beforeEach(async () => {
    connections = 0;
    server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('refuses every database but the stack’s own, says why, and connects to nothing', async () => {
    const { port } = server.address() as AddressInfo;
    const child = new Child(process.execPath, [program], {
      environment: {
        SERVER_URL: `mysql://root:secret@127.0.0.1:${port}`,
        ACCOUNT_PASSWORD: 'secret',
        AWS_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      },
    });

    expect(await child.exited).toBe('ended with code 1');
    expect(child.lastLines.join('\n')).toMatch(/^SERVER_URL: is not the stack's own service mysql.*nothing was touched/m);
    expect(child.lastLines.join('\n')).not.toContain('secret');
    expect(connections).toBe(0);
  });
});

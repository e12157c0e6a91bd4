import { describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { assertPortFree, freePorts } from './ports.js';

describe('ports', () => {
  it('says in one sentence that one is in use, and how to choose another', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(assertPortFree(port)).rejects.toThrow(
      `Port ${port} is in use by another program: stop that program, or choose another one: PINHOLE_PORT=8081 npm start`,
    );
    await new Promise((resolve) => server.close(resolve));
    await expect(assertPortFree(port)).resolves.toBeUndefined();
  });

  it('are all different, and none that the system may hand out by itself', async () => {
    const ports = Object.values(await freePorts(['a', 'b', 'c', 'd', 'e', 'f']));
    expect(new Set(ports).size).toBe(6);
    for (const port of ports) expect(port).toBeLessThan(32_768);
  });
});

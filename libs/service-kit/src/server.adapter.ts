import { createServer } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import { limits } from '@pinhole/resources';

/** Longer than a load balancer keeps its connections (60 s): else it may send a request into one that we are just closing. */
const keepAliveMilliseconds = 65_000;

/** Express on a server whose time limits are ours. */
export class ServerAdapter extends ExpressAdapter {
  override initHttpServer(): void {
    this.httpServer = createServer(
      {
        headersTimeout: limits.headersSecondsMax * 1_000,
        // How often Node looks for connections over their time: its own 30 s would make 60 s up to 90.
        connectionsCheckingInterval: 1_000,
        // No limit for a whole request: an upload that moves may take as long as it takes.
        requestTimeout: 0,
        keepAliveTimeout: keepAliveMilliseconds,
      },
      this.getInstance(),
    );
  }
}

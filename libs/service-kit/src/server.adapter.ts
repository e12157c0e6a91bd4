import type { RequestListener, Server } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import { closeServer } from './close-server.js';

/** Express on a server of ours, which closes in order. */
export class ServerAdapter extends ExpressAdapter {
  private closed: Promise<void> | undefined;

  constructor(
    private readonly openServer: (listener: RequestListener) => Server,
    private readonly handlersDone: () => Promise<void>,
  ) {
    super();
  }

  override initHttpServer(): void {
    this.httpServer = this.openServer(this.getInstance<RequestListener>());
  }

  /** May be called early, to close the doors while other parts still finish their work; the second call waits with the first. */
  override close(): Promise<void> {
    return (this.closed ??= closeServer(this.httpServer).then(this.handlersDone));
  }
}

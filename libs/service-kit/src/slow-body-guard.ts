import type { IncomingMessage } from 'node:http';

export interface BodyRate {
  readonly bytesPerSecondMin: number;
  /** Over any window of this length. */
  readonly windowSeconds: number;
}

interface Watched {
  readonly request: IncomingMessage;
  bytesSeen: number;
  bytesWhilePaused: number;
  /** Bytes of the latest ticks in which we were reading. */
  readonly ticks: number[];
}

const ticksPerWindow = 30;

/**
 * Ends the connections of clients that send a body too slowly: each holds memory and a part of an upload, and a few
 * hundred that send a byte a second would hold all of it. Time in which we ourselves do not read is not counted.
 */
export class SlowBodyGuard {
  private readonly watched = new Set<Watched>();
  private readonly bytesMin: number;
  private readonly tickMilliseconds: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    { bytesPerSecondMin, windowSeconds }: BodyRate,
    private readonly onSlow: (request: IncomingMessage) => void,
  ) {
    this.bytesMin = bytesPerSecondMin * windowSeconds;
    this.tickMilliseconds = (windowSeconds * 1_000) / ticksPerWindow;
  }

  watch(request: IncomingMessage): void {
    if (!announcesBody(request)) return;
    this.watched.add({ request, bytesSeen: request.socket.bytesRead, bytesWhilePaused: 0, ticks: [] });
    this.timer ??= setInterval(() => this.tick(), this.tickMilliseconds).unref();
  }

  private tick(): void {
    for (const watched of this.watched) {
      if (watched.request.complete || watched.request.destroyed) this.watched.delete(watched);
      else if (isTooSlow(watched, this.bytesMin)) this.end(watched);
    }
    if (this.watched.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private end(watched: Watched): void {
    this.watched.delete(watched);
    this.onSlow(watched.request);
    watched.request.socket.destroy();
  }
}

/** Whether the request says that it has a body. */
export function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isTooSlow(watched: Watched, bytesMin: number): boolean {
  const { request, ticks } = watched;
  const bytes = request.socket.bytesRead;
  const received = bytes - watched.bytesSeen;
  watched.bytesSeen = bytes;
  if (isPaused(request)) {
    watched.bytesWhilePaused += received;
    return false;
  }
  ticks.push(received + watched.bytesWhilePaused);
  watched.bytesWhilePaused = 0;
  if (ticks.length > ticksPerWindow) ticks.shift();
  return ticks.length === ticksPerWindow && ticks.reduce((sum, tick) => sum + tick, 0) < bytesMin;
}

/** With its buffer full, Node takes nothing more from the socket until somebody reads. */
function isPaused({ readableLength, readableHighWaterMark }: IncomingMessage): boolean {
  return readableLength >= readableHighWaterMark;
}

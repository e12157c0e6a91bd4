import type { Server } from 'node:http';

/** How often connections that have become idle are closed. */
const sweepMilliseconds = 50;

/** What a server emits when it begins to close. */
export const drainingEvent = 'draining';

/** Takes no more connections, lets requests in hand finish, and closes each connection when it has nothing left to do. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMilliseconds);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
    server.emit(drainingEvent);
  });
}

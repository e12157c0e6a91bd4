import http from 'node:http';

/** Each request names a photo, and is answered when everything is made of it. The first line says where we listen. */
export function serveNames(make: (name: string) => Promise<void>): void {
  const server = http.createServer((request, response) => {
    make((request.url ?? '').slice(1)).then(
      () => response.end(),
      (error: Error) => response.writeHead(500).end(error.stack),
    );
  });
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify(server.address())));
}

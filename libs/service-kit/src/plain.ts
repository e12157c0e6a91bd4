/**
 * What a process needs that serves HTTP and is no service: the edge. Beside Nest, TypeORM and OpenAPI this would cost it 70 MB, and
 * the collector walks over all of that again and again while bodies pass through.
 */
export * from './answer-and-linger.js';
export * from './aws-clients.js';
export * from './aws-settings.js';
export * from './close-server.js';
export * from './context.js';
export * from './http-settings.js';
export * from './jittered.js';
export * from './let-go.js';
export * from './limited-server.js';
export * from './load-config.js';
export * from './logger.js';
export * from './new-id.js';
export * from './problem-of.js';
export { announcesBody } from './slow-body-guard.js';

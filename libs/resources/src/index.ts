export * from './buckets.js';
export * from './inboxes.js';
export * from './limits.js';
export * from './names.js';
export * from './object-keys.js';
export * from './photo-formats.js';
export * from './recipes.js';
export * from './routes.js';

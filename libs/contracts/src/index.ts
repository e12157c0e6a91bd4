export * from './envelope.js';
export * from './http.js';
export * from './ids.js';
export * from './messages.js';
export * from './metadata.js';
export * from './photo.js';
export * from './picture.js';
export * from './recipe.js';

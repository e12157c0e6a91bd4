export { foldersOf } from './run/folders.js';
export { readStores, type StoreSettings } from './run/stores-file.js';
export { frugalAllocator, heapOf } from './services/frugal-memory.js';
export { nodeOptions } from './services/node-options.js';
export type { ServiceName } from './services/plan-services.js';
export { projectRoot } from './services/project-root.js';
export { forgetStack, startStack, type LocalStack, type LocalStackOptions, type ProcessName } from './start-stack.js';

export { frugalAllocator, heapOf } from './services/frugal-memory.js';
export type { ServiceName } from './services/plan-services.js';
export { forgetStack, startStack, type LocalStack, type LocalStackOptions, type ProcessName } from './start-stack.js';

export * from './emulator/emulator-clients.js';
export * from './emulator/start-aws-emulator.js';
export * from './processes/free-port.js';
export * from './eventually.js';
export * from './processes/is-alive.js';
export * from './processes/listeners-of.js';
export * from './processes/command-line-of.js';

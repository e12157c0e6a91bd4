export { resizerConfig, type ResizerConfig } from './config.js';

import { createLogger, loadConfig } from '@pinhole/service-kit/plain';
import { edgeConfig } from './config.js';
import { startEdge } from './start-edge.js';
import { stopOnSignal } from './stop-on-signal.js';

const config = loadConfig(edgeConfig, process.env);
const logger = createLogger('edge', config.LOG_LEVEL);
const edge = await startEdge(config, logger);
stopOnSignal(edge, config.DRAIN_SECONDS, logger);
logger.info('service.started', { url: edge.url });

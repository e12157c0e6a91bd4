import { createLogger, loadConfig, startHttpService } from '@pinhole/service-kit';
import { resizerConfig } from './config.js';
import { ResizerModule } from './resizer.module.js';

const config = loadConfig(resizerConfig, process.env);
const logger = createLogger('resizer', config.LOG_LEVEL);

await startHttpService({ name: 'resizer', module: ResizerModule.with(config), config, logger });

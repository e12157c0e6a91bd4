import { createLogger, loadConfig, startHttpService } from '@pinhole/service-kit';
import { resizerConfig } from './config.js';
import { decodersAtWork } from './guarded-sharp.js';
import { ResizerModule } from './resizer.module.js';

const config = loadConfig(resizerConfig, process.env);
const logger = createLogger('resizer', config.LOG_LEVEL);

// Node's exit waits for native threads, and a decoder cannot be called off. Its message has been given back by now.
process.on('exit', () => {
  if (decodersAtWork()) process.kill(process.pid, 'SIGKILL');
});

await startHttpService({ name: 'resizer', module: ResizerModule.with(config), config, logger });

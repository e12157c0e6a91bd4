import { createLogger, loadConfig, startHttpService } from '@pinhole/service-kit';
import { uploadApiConfig } from './config.js';
import { UploadApiModule } from './upload-api.module.js';

const config = loadConfig(uploadApiConfig, process.env);
const logger = createLogger('upload-api', config.LOG_LEVEL);

await startHttpService({
  name: 'upload-api',
  module: UploadApiModule.with(config, logger),
  config,
  logger,
  openapi: { title: 'Pinhole upload-api', description: 'The door through which photos come in.', version: '1' },
});

import { createLogger, loadConfig, startHttpService } from '@pinhole/service-kit';
import { galleryApiConfig } from './config.js';
import { GalleryApiModule } from './gallery-api.module.js';

const config = loadConfig(galleryApiConfig, process.env);
const logger = createLogger('gallery-api', config.LOG_LEVEL);

await startHttpService({
  name: 'gallery-api',
  module: GalleryApiModule.with(config),
  config,
  logger,
  openapi: { title: 'Pinhole gallery-api', description: 'Photos, ready to be shown.', version: '1' },
});

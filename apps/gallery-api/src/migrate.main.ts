import { createLogger, databaseSettings, loadConfig, runMigrations } from '@pinhole/service-kit';
import { z } from 'zod';
import { galleryDataSourceOptions } from './data-source.js';

const config = loadConfig(z.object(databaseSettings), process.env);
await runMigrations(galleryDataSourceOptions(config), createLogger('gallery-api', 'info'));

import { createLogger, databaseSettings, loadConfig, runMigrations } from '@pinhole/service-kit';
import { z } from 'zod';
import { uploadsDataSourceOptions } from './data-source.js';

const config = loadConfig(z.object(databaseSettings), process.env);
await runMigrations(uploadsDataSourceOptions(config), createLogger('upload-api', 'info'));

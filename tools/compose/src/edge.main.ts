// The edge just as `npm start` runs it; its import starts it.
import '@pinhole/local/edge';
import { httpSettings, loadConfig } from '@pinhole/service-kit/plain';
import { z } from 'zod';
import { banner } from './banner.js';
import { untilReady } from './until-ready.js';

// The edge is ready when all behind it are, so it is the one to say so. A service for that alone would end, and a stack that is waited for must not.
const { PORT, PUBLIC_URL } = loadConfig(z.object(httpSettings), process.env);
await untilReady(`http://127.0.0.1:${PORT}/health/ready`);
process.stdout.write(`${banner(PUBLIC_URL)}\n`);

/**
 * The AWS emulator in a process of its own, on 127.0.0.1, with its data on disk: node fauxqs.main.js FOLDER [PORT [temporary]]
 * Tells its parent the port when it listens, and ends with its parent; what is temporary goes with them.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { listenOnLoopback } from './listen-on-loopback.js';

const [folder, port = '0', lifetime] = process.argv.slice(2);
if (!folder) throw new Error('Say where to keep the data: node fauxqs.main.js FOLDER [PORT]');

listenOnLoopback();
// Only now, so that nothing in it can have kept the unwrapped `listen`.
const { startFauxqs } = await import('fauxqs');

const dataDir = join(folder, 'messages');
const s3StorageDir = join(folder, 'objects');
for (const each of [dataDir, s3StorageDir]) mkdirSync(each, { recursive: true });

const server = await startFauxqs({ port: Number(port), dataDir, s3StorageDir, defaultRegion: 'us-east-1', logger: false });

// All that was answered is on disk already, so there is nothing to finish.
const end = () => process.exit(0);
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.on('disconnect', () => {
  if (lifetime === 'temporary') rmSync(folder, { recursive: true, force: true });
  end();
});
process.send?.({ port: server.port });

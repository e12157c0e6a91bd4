import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorClients, startAwsEmulator, type AwsEmulator, type EmulatorClients } from '@pinhole/testing';
import { openWhole } from './open-whole.js';
import type { SamplePhoto } from './sample-photos.js';
import { TemporaryFolder } from './temporary-folder.js';

/** What resizers and their bound work on. */
export interface ResizingBed {
  readonly emulator: AwsEmulator;
  readonly clients: EmulatorClients;
  readonly photos: readonly SamplePhoto[];
  readonly photosFolder: string;
  readonly variantsFolder: string;
  /** Photos that one process works on at once: RESIZE_CONCURRENCY, unless an operator says otherwise. */
  readonly atOnce: number;
  /** Stops what is given, and all this, the last first. */
  readonly opened: AsyncDisposableStack;
}

const atOnce = 2;

/** The photos in a folder, and an emulator for those who want them from S3. */
export function openResizingBed(photos: readonly SamplePhoto[]): Promise<ResizingBed> {
  return openWhole(async (opened) => {
    const { path: folder } = opened.use(new TemporaryFolder());
    const [photosFolder, variantsFolder] = [join(folder, 'photos'), join(folder, 'variants')];
    for (const each of [photosFolder, variantsFolder]) mkdirSync(each);
    for (const { name, bytes } of photos) writeFileSync(join(photosFolder, name), bytes);
    const emulator = await startAwsEmulator({ folder: join(folder, 'aws') });
    opened.defer(() => emulator.stop());
    const clients = emulatorClients(emulator.settings);
    opened.defer(() => clients.destroy());
    return { emulator, clients, photos, photosFolder, variantsFolder, atOnce, opened };
  });
}

import { projectRoot } from '@pinhole/local';
import { makePhoto, runToEnd } from '@pinhole/testing';
import { CleanClone } from './support/clean-clone.js';
import { ComposeProject, dockerAnswers } from './support/compose-project.js';
import { against, told, type Figure } from './support/figures.js';
import { withNpmStart } from './support/local-start.js';
import type { Measurement } from './support/measurement.js';
import { personsEnvironment } from './support/persons-environment.js';
import { TemporaryFolder } from './support/temporary-folder.js';
import { uploadPhoto } from './support/upload-photo.js';

const installSecondsMax = 15 * 60;
/** Longer, and a person looks for what is wrong. */
const warmUpSecondsMax = 30;
const firstPhotoSecondsMax = 120;

/** How long a newcomer waits from a clean clone to the first photo, and how long at the next start, when all was built before. */
export const firstPhoto: Measurement = {
  name: 'first-photo',
  title: 'From a clean clone to the first photo',
  async measure(scale) {
    const photo = new Blob([Buffer.from(await makePhoto({ width: 4000, height: 3000, grain: 18 }))]);
    if (scale === 'quick') return startHere(photo);
    using clone = await CleanClone.make();
    return [...(await startByNpm(clone, photo)), ...(await startByCompose(clone, photo))];
  },
};

/** Seconds since it was made. */
function stopwatch(): () => number {
  const began = performance.now();
  return () => (performance.now() - began) / 1_000;
}

interface Waits {
  readonly ready: number;
  readonly firstPhoto: number;
}

async function startHere(photo: Blob): Promise<Figure[]> {
  using folder = new TemporaryFolder();
  const environment = { ...personsEnvironment(), PINHOLE_DATA_DIR: folder.path };
  return figuresOf('npm start, where all is built', await npmStart(projectRoot, environment, photo, stopwatch()));
}

async function startByNpm(clone: CleanClone, photo: Blob): Promise<Figure[]> {
  const environment = clone.environment({});
  const sinceTyped = stopwatch();
  await runToEnd('npm', ['ci'], { environment, folder: clone.folder, secondsMax: installSecondsMax });
  const cold = await npmStart(clone.folder, environment, photo, sinceTyped);
  const warm = await npmStart(clone.folder, environment, photo, stopwatch());
  return [...figuresOf('npm ci && npm start, cold', cold), ...figuresOf('npm start, warm', warm)];
}

function npmStart(folder: string, environment: NodeJS.ProcessEnv, photo: Blob, since: () => number): Promise<Waits> {
  return withNpmStart(folder, environment, async (url) => {
    const ready = since();
    await uploadPhoto(url, photo);
    return { ready, firstPhoto: since() };
  });
}

async function startByCompose(clone: CleanClone, photo: Blob): Promise<Figure[]> {
  const environment = clone.environment({});
  if (!(await dockerAnswers(environment))) {
    process.stdout.write('Not measured, no Docker engine answers: how long docker compose up takes.\n');
    return [];
  }
  const project = await ComposeProject.plan(clone.folder, environment);
  const up = async (since: () => number): Promise<Waits> => {
    await project.up();
    const ready = since();
    await uploadPhoto(project.url, photo);
    return { ready, firstPhoto: since() };
  };
  try {
    const sinceTyped = stopwatch();
    await project.build();
    const cold = await up(sinceTyped);
    await project.down();
    const warm = await up(stopwatch());
    return [
      told('docker compose up, cold, until it is ready', cold.ready, 's'),
      against('docker compose up, cold, until the first photo is', cold.firstPhoto, 's', firstPhotoSecondsMax, { atMost: 1 }),
      against('docker compose up, warm, until it is ready', warm.ready, 's', warmUpSecondsMax, { atMost: 1 }),
      told('docker compose up, warm, until the first photo is', warm.firstPhoto, 's'),
    ];
  } finally {
    await project.remove();
  }
}

function figuresOf(command: string, { ready, firstPhoto }: Waits): Figure[] {
  return [told(`${command}, until it is ready`, ready, 's'), told(`${command}, until the first photo is`, firstPhoto, 's')];
}

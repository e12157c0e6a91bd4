import { pathToFileURL } from 'node:url';
import { scriptOf } from './project-root.js';

const sourceMaps = pathToFileURL(scriptOf('libs/service-kit/dist/source-maps.js'));

/** How Node.js is started for whatever runs for long, as it is in the images. */
export const nodeOptions: readonly string[] = ['--import', sourceMaps.href, '--disable-warning=ExperimentalWarning'];

import type { Stage } from '../run/stage.js';
import { projectRoot, scriptOf } from '../services/project-root.js';

/** Pictures for whoever has none at hand. That it fails is no reason to stop anything. */
export async function addDemoPhotos({ tasks, journal, inherited }: Stage, url: string): Promise<void> {
  try {
    await tasks.run({
      name: 'demo',
      script: scriptOf('tools/local/dist/demo/demo.main.js'),
      environment: { ...inherited, PUBLIC_URL: url },
      folder: projectRoot,
    });
  } catch (error) {
    journal.tell('warn', 'demo.failed', { says: (error as Error).message });
  }
}

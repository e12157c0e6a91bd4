import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from '../run/stage.js';
import { projectRoot } from '../services/project-root.js';
import { affectedServices, type LibraryUse } from './affected-services.js';
import { readLibraryUse } from './library-use.js';
import { rebuild } from './rebuild.js';

/** An editor that saves many files is waited for until it has been quiet so long. */
const quietSeconds = 0.2;

/** What is watched of a project. Of this one only the edge: the rest is the supervisor itself, which runs. */
const watchedFolders = (project: string) => (project === 'tools/local' ? ['src/edge'] : ['src', 'public']);

/** Rebuilds what is edited and starts the services anew that run it, until the stack is stopped. */
export function watchSources(stage: Stage): void {
  const uses = readLibraryUse(projectRoot);
  const changed = new Set<string>();
  let working = false;

  const work = async () => {
    if (working) return;
    working = true;
    while (changed.size > 0 && !stage.over.aborted) {
      await pause(quietSeconds * 1000);
      const batch = new Set(changed);
      changed.clear();
      await takeUp(stage, batch, uses);
    }
    working = false;
  };

  for (const project of uses.keys()) {
    for (const folder of watchedFolders(project).map((name) => join(projectRoot, project, name))) {
      if (!existsSync(folder)) continue;
      watch(folder, { recursive: true, signal: stage.over }, () => {
        changed.add(project);
        void work();
      });
    }
  }
  stage.journal.tell('info', 'watching', { projects: uses.size });
}

async function takeUp(stage: Stage, changed: ReadonlySet<string>, uses: LibraryUse): Promise<void> {
  const services = affectedServices(changed, uses);
  if (services.length === 0) return;
  stage.journal.tell('info', 'build.started', { changed: [...changed], services });
  if (!(await rebuild(stage, changed, services))) return;
  for (const service of services) stage.supervisor.renew(service);
  stage.journal.tell('info', 'services.restarting', { services });
}

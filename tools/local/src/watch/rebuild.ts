import type { Stage } from '../run/stage.js';
import type { ServiceName } from '../services/plan-services.js';
import { scriptOf } from '../services/project-root.js';
import { TaskFailed } from '../tasks/task-failed.js';

const projects: Record<ServiceName, string> = {
  'upload-api': 'apps/upload-api',
  'gallery-api': 'apps/gallery-api',
  resizer: 'apps/resizer',
  edge: 'tools/local',
};

/** Builds what these services run, with all it depends on. False where that fails: then the old code goes on running. */
export async function rebuild(stage: Stage, changed: ReadonlySet<string>, services: readonly ServiceName[]): Promise<boolean> {
  const site = changed.has('apps/site') ? ['apps/site'] : [];
  const serviceProjects = services
    .map((service) => projects[service])
    .filter((project) => project !== 'tools/local' || !siteOnly(changed));
  for (const project of [...site, ...serviceProjects]) {
    try {
      await stage.tasks.run({
        name: 'build',
        script: scriptOf('tools/repo/build.ts'),
        environment: stage.inherited,
        folder: scriptOf(project),
      });
    } catch (error) {
      if (!(error instanceof TaskFailed)) throw error;
      for (const line of error.lastLines) stage.journal.tell('error', 'build.failed', { project, line });
      return false;
    }
  }
  return true;
}

/** Then the edge's own code is as it was. */
function siteOnly(changed: ReadonlySet<string>): boolean {
  return changed.size === 1 && changed.has('apps/site');
}

import { debianPackages, foundProgram, type DatabaseWay } from '@pinhole/testing';
import { dockerWay } from './docker-way.js';
import type { PrivateWayName } from './private-way-names.js';

/** `rootFolder` is the stack's own, after which a container is named. */
export function privateWay(name: PrivateWayName, rootFolder: string, environment: NodeJS.ProcessEnv): DatabaseWay {
  switch (name) {
    case 'program':
      return foundProgram({ environment });
    case 'docker':
      return dockerWay(rootFolder, environment);
    case 'packages':
      return debianPackages({ environment });
    default:
      return name satisfies never;
  }
}

import { debianPackages, foundProgram, type DatabaseWay } from '@pinhole/testing';
import { dockerWay } from './docker-way.js';

/** The ways to a server of our own, in the order in which they are tried. */
export const privateWayNames = ['program', 'docker', 'packages'] as const;
export type PrivateWayName = (typeof privateWayNames)[number];

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

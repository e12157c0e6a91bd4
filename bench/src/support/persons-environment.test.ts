import { describe, expect, it } from '@jest/globals';
import { personsEnvironment } from './persons-environment.js';

describe('the environment of a person’s shell', () => {
  it('holds nothing of the run that we are part of, and no settings of another stack', () => {
    const ours = {
      npm_config_cache: '/x',
      NX_TASK: 'bench',
      INIT_CWD: '/x',
      BENCH_SCALE: 'quick',
      PINHOLE_PORT: '1',
      COMPOSE_FILE: 'x',
    };
    const theirs = { PATH: '/bin', HOME: '/root', NODE_EXTRA_CA_CERTS: '/x', DOCKER_HOST: 'unix:///x', COMPOSE_BAKE: 'false' };
    expect(personsEnvironment({ ...ours, ...theirs })).toEqual(theirs);
  });
});

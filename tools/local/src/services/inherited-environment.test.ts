import { describe, expect, it } from '@jest/globals';
import { inheritedEnvironment } from './inherited-environment.js';

describe('the environment of a service', () => {
  it('holds no AWS account of the caller’s, so that nothing here can ever reach it', () => {
    const environment = {
      PATH: '/bin',
      AWS_PROFILE: 'work',
      AWS_ENDPOINT_URL: 'https://x',
      aws_session_token: 's',
      UPLOAD_BYTES_MAX: '1',
      npm_config_x: 'y',
    };
    expect(inheritedEnvironment(environment)).toEqual({ PATH: '/bin', UPLOAD_BYTES_MAX: '1' });
  });

  it('holds no database of the caller’s', () => {
    expect(inheritedEnvironment({ DATABASE_URL: 'mysql://prod', PINHOLE_DATABASE_URL: 'mysql://a:b@c' })).toEqual({});
  });
});

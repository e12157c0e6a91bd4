import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { awsSettings } from './aws-settings.js';
import { ConfigError } from './config-error.js';
import { databaseSettings } from './database-settings.js';
import { httpSettings } from './http-settings.js';
import { loadConfig } from './load-config.js';

const schema = z.object({ ...httpSettings, ...awsSettings, ...databaseSettings });
const environment = {
  PORT: '8080',
  PUBLIC_URL: 'http://127.0.0.1:8080',
  AWS_REGION: 'eu-central-1',
  DATABASE_URL: 'mysql://uploads:hunter2@127.0.0.1:3306/uploads',
};

function faultsOf(changed: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(schema, { ...environment, ...changed });
    return [];
  } catch (error) {
    return (error as ConfigError).faults;
  }
}

describe('the configuration of a service', () => {
  it('needs little: the rest has defaults', () => {
    expect(loadConfig(schema, environment)).toEqual({
      PORT: 8080,
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://127.0.0.1:8080',
      DRAIN_SECONDS: 25,
      LOG_LEVEL: 'info',
      AWS_REGION: 'eu-central-1',
      S3_FORCE_PATH_STYLE: false,
      DATABASE_URL: environment.DATABASE_URL,
      DATABASE_CONNECTIONS_MAX: 10,
    });
  });

  it('tells all faults at once, one line each, and none of the values: some are secret', () => {
    const load = () =>
      loadConfig(schema, { PORT: 'eighty', PUBLIC_URL: 'here', DATABASE_URL: 'hunter2', S3_FORCE_PATH_STYLE: 'perhaps' });
    expect(load).toThrow(ConfigError);
    const { message } = errorOf(load);
    for (const name of ['PORT', 'PUBLIC_URL', 'AWS_REGION', 'DATABASE_URL', 'S3_FORCE_PATH_STYLE']) {
      expect(message.split('\n').filter((line) => line.startsWith(`${name}: `))).toHaveLength(1);
    }
    expect(message).toContain('AWS_REGION: is missing');
    expect(message).not.toContain('hunter2');
  });

  it('takes an empty variable for an unset one', () => {
    expect(faultsOf({ PORT: '' })).toEqual(['PORT: is missing']);
    expect(faultsOf({ HOST: '', AWS_ENDPOINT_URL: '' })).toEqual([]);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'ftp://photos.example'],
    ['DRAIN_SECONDS', '0'],
    ['LOG_LEVEL', 'loud'],
    ['AWS_ENDPOINT_URL', 'localhost:4566'],
    ['DATABASE_URL', 'postgres://a:b@c/d'],
    ['DATABASE_URL', 'mysql://a:b@c:3306/'],
    ['DATABASE_URL', 'nonsense'],
    ['DATABASE_CONNECTIONS_MAX', '0'],
  ])('does not take %s=%s', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name}: `)]);
  });

  it('has no slash at the end of the public URL', () => {
    expect(loadConfig(schema, { ...environment, PUBLIC_URL: 'https://photos.example/' }).PUBLIC_URL).toBe(
      'https://photos.example',
    );
  });
});

function errorOf(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not throw.');
}

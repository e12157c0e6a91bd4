import { describe, expect, it } from '@jest/globals';
import { eventually } from '../eventually.js';
import { Child } from './child.js';
import { isAlive } from './is-alive.js';

function shell(script: string, log?: (line: string) => void): Child {
  return new Child('/bin/sh', ['-c', script], { environment: { PATH: '/usr/bin:/bin', GIVEN: 'yes' }, log });
}

describe('a child', () => {
  it('hands on every line it says, and keeps the last', async () => {
    const heard: string[] = [];
    const child = shell('echo one; echo two >&2; i=0; while [ $i -lt 300 ]; do echo $i; i=$((i+1)); done', (line) =>
      heard.push(line),
    );
    await child.exited;
    expect(heard).toHaveLength(302);
    expect(child.lastLines).toHaveLength(200);
    expect(child.lastLines.at(-1)).toBe('299');
  });

  it.each([
    { script: 'exit 3', how: 'ended with code 3' },
    { script: 'kill -9 $$', how: 'was ended by SIGKILL' },
  ])('says how it ended: $how', async ({ script, how }) => {
    const child = shell(script);
    expect(await child.exited).toBe(how);
    expect(child.ended).toBe(how);
  });

  it('says so when there is no such program', async () => {
    expect(await new Child('/not/there', [], {}).exited).toMatch(/^could not be run: .*ENOENT/);
  });

  it('sees nothing of our environment but what it is given', async () => {
    const child = shell('echo "$GIVEN $HOME"');
    await child.exited;
    expect(child.lastLines).toEqual(['yes ']);
  });

  it('is gone when it is stopped, even if it does not listen', async () => {
    const child = shell('trap "" TERM; echo deaf; while true; do sleep 0.1; done');
    await eventually(() => child.lastLines.length > 0);
    await child.stop(0.2);
    expect({ ended: child.ended, alive: isAlive(child.pid) }).toEqual({ ended: 'was ended by SIGKILL', alive: false });
  });

  it('is gone even when a child of its own holds on to its outputs', async () => {
    const child = shell('sleep 5 & exit 4');
    expect(await child.exited).toBe('ended with code 4');
  });

  it('may be stopped twice', async () => {
    const child = shell('sleep 600');
    await Promise.all([child.stop(5), child.stop(5)]);
    await child.stop(5);
    expect(child.ended).toBe('was ended by SIGTERM');
  });
});

/**
 * Says in one sentence where no container engine answers, and fails then: node check-engine.ts. It comes before the tests that
 * start containers, which would otherwise fail one by one, each in its own words.
 */
import { spawnSync } from 'node:child_process';

const answerSecondsMax = 30;

const { error, status, stderr } = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], {
  encoding: 'utf8',
  timeout: answerSecondsMax * 1000,
});
if (status !== 0) {
  const reason = error ? error.message : stderr.trim().split('\n').at(-1);
  process.stderr.write(
    `These tests start containers, and no Docker engine answers (${reason}): start one, then run them again.\n`,
  );
  process.exit(1);
}

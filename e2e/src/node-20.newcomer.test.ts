import { join } from 'node:path';
import { runToEnd } from '@pinhole/testing';
import { aNewcomer, root } from './support/a-newcomer.js';
import { outsideNx } from './support/typed-command.js';

const installSecondsMax = 600;

aNewcomer({
  who: 'a user with Node.js 20 and npm 10.8.2',
  user: 'newcomer',
  has: { node: /^v20\./, npm: /^10\.8\.2$/ },
  async prepare(container, folder) {
    const node = `node-linux-${process.arch}`;
    const packages = join(folder, 'packages');
    const options = ['--prefix', packages, '--no-save', '--ignore-scripts', '--os=linux', `--cpu=${process.arch}`];
    const install = ['install', ...options, `${node}@20`, 'npm@10.8.2'];
    await runToEnd('npm', install, { environment: outsideNx(), secondsMax: installSecondsMax });
    await container.copyIn(join(packages, 'node_modules'), '/opt/brought');
    await container.run(`ln -s /opt/brought/${node}/bin/node /opt/brought/npm/bin/npm-cli.js /usr/local/bin`, root);
    await container.run('cd /usr/local/bin && mv npm-cli.js npm && useradd --create-home newcomer', root);
  },
});

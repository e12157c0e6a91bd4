import { aNewcomer, root } from './support/a-newcomer.js';

const installSecondsMax = 900;

aNewcomer({
  who: 'root with the Node.js and npm of Debian 12',
  user: 'root',
  has: { node: /^v18\./, npm: /^9\.2\.0$/ },
  async prepare(container) {
    const install = 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes nodejs npm';
    await container.run(install, root, installSecondsMax);
  },
});

import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { s3Client } from '@pinhole/service-kit';
import { emulatorClients, startAwsEmulator } from '@pinhole/testing';
import { anObjectStore } from '@pinhole/testing/object-store.conformance';
import { ByteBudget } from './byte-budget.js';
import { startFaultyS3, type Operation } from './faulty-s3.js';
import { Originals } from './originals.js';
import { Variants } from './variants.js';

const MiB = 1024 * 1024;

anObjectStore('fauxqs', async () => {
  const emulator = await startAwsEmulator();
  Object.assign(process.env, emulator.settings);
  const past = emulatorClients(emulator.settings);
  for (const Bucket of ['originals', 'variants']) await past.s3.send(new CreateBucketCommand({ Bucket }));
  // Without a fault in it: it only counts.
  const counted = await startFaultyS3(emulator.endpoint);
  const s3 = s3Client({ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: counted.endpoint, S3_FORCE_PATH_STYLE: true });
  const granted = (operation: Operation) => counted.granted.filter((each) => each === operation).length;
  return {
    originals: new Originals(s3, 'originals', new ByteBudget(48 * MiB)),
    variants: new Variants(s3, 'variants'),
    s3: past.s3,
    buckets: { originals: 'originals', variants: 'variants' },
    multipart: () => ({ created: granted('Create'), completed: granted('Complete'), aborted: granted('Abort') }),
    close: async () => {
      s3.destroy();
      past.destroy();
      await counted.stop();
      await emulator.stop();
    },
  };
});

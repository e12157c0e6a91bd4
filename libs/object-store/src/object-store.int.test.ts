import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { s3Client } from '@pinhole/service-kit';
import { emulatorClients, emulatorName, startAwsEmulator, startHttpRecorder } from '@pinhole/testing';
import { anObjectStore } from '@pinhole/testing/object-store.conformance';
import { ByteBudget } from './byte-budget.js';
import { Originals } from './originals.js';
import { Variants } from './variants.js';

const MiB = 1024 * 1024;
const buckets = { originals: 'originals', variants: 'variants' };

anObjectStore(emulatorName(), async () => {
  const emulator = await startAwsEmulator();
  Object.assign(process.env, emulator.settings);
  const past = emulatorClients(emulator.settings);
  for (const Bucket of Object.values(buckets)) await past.s3.send(new CreateBucketCommand({ Bucket }));
  const recorder = await startHttpRecorder(emulator.endpoint);
  const s3 = s3Client({ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: recorder.endpoint, S3_FORCE_PATH_STYLE: true });
  return {
    originals: new Originals(s3, buckets.originals, new ByteBudget(48 * MiB)),
    variants: new Variants(s3, buckets.variants),
    s3: past.s3,
    buckets,
    multipart: () => ({
      created: recorder.granted('CreateMultipartUpload'),
      completed: recorder.granted('CompleteMultipartUpload'),
      aborted: recorder.granted('AbortMultipartUpload'),
    }),
    close: async () => {
      s3.destroy();
      past.destroy();
      await recorder.stop();
      await emulator.stop();
    },
  };
});

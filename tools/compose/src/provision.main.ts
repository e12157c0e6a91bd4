import { schemaNames, schemas, schemaUrl } from '@pinhole/local/schemas';
import { provision } from '@pinhole/resources/provision';
import { ConfigError, loadConfig, s3Client, snsClient, sqsClient } from '@pinhole/service-kit';
import { provisionerConfig, type ProvisionerConfig } from './config.js';
import { forgetLostPhotos } from './forget-lost-photos.js';
import { Marker } from './marker.js';
import { runStep, StepFailed } from './run-step.js';

const prefix = 'pinhole';
const say = (line: string) => process.stdout.write(`${line}\n`);

/** What is in the stores before a service starts, in this order: see forget-lost-photos.ts for why buckets come last. */
async function prepareStores(config: ProvisionerConfig): Promise<void> {
  const { SERVER_URL, ACCOUNT_PASSWORD } = config;
  const [uploads, gallery] = schemaNames.map((name) => schemaUrl(SERVER_URL, name, { password: ACCOUNT_PASSWORD }));
  await runStep('tools/local/dist/database/make-schemas.main.js', { SERVER_URL, ACCOUNT_PASSWORD });
  await Promise.all([
    runStep('apps/upload-api/dist/migrate.main.js', { DATABASE_URL: uploads! }),
    runStep('apps/gallery-api/dist/migrate.main.js', { DATABASE_URL: gallery! }),
  ]);

  const s3 = s3Client(config);
  const rows = await forgetLostPhotos(new Marker(s3, `${prefix}-compose`), [uploads!, gallery!]);
  if (rows > 0) {
    say(
      `The emulator has lost all pictures, as it does when its container ends: ${schemas.uploads} and ${schemas.gallery} are emptied too, ${rows} rows.`,
    );
  }
  await provision({ prefix, s3, sns: snsClient(config), sqs: sqsClient(config) });
}

try {
  await prepareStores(loadConfig(provisionerConfig, process.env));
  say('The stores are ready.');
} catch (error) {
  const foreseen = error instanceof ConfigError || error instanceof StepFailed;
  process.stderr.write(`${foreseen ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}

import { provision } from '@pinhole/resources/provision';
import { awsSettings, s3Client, snsClient, sqsClient } from '@pinhole/service-kit';
import { z } from 'zod';
import { runTask } from '../tasks/run-task.js';
import { resourcesPrefix } from './store-settings.js';

/** Makes buckets, topic, queues and subscriptions as the table of resources says, and answers where they are. */
await runTask(() => {
  const config = z.object(awsSettings).parse(process.env);
  return provision({ prefix: resourcesPrefix, s3: s3Client(config), sns: snsClient(config), sqs: sqsClient(config) });
});

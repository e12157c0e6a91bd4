import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { photoRejected, photoUploaded, type PhotoId } from '@pinhole/contracts';
import { CardEntity } from '@pinhole/gallery-api';
import { Outbox, seal } from '@pinhole/messaging';
import { photoUploadedOf, UploadEntity } from '@pinhole/upload-api';
import { anHourAgo, type TestSite } from '../site.fixture.js';
import type { PlantedFault } from './planted-fault.fixture.js';

const updateUpload = ({ site }: TestSite, id: PhotoId, change: Partial<UploadEntity>) =>
  site.uploads.manager.update(UploadEntity, { id }, change);
const updateCard = ({ site }: TestSite, id: PhotoId, change: Partial<CardEntity>) =>
  site.gallery.manager.update(CardEntity, { id }, change);
const uploadOf = ({ site }: TestSite, id: PhotoId) => site.uploads.manager.findOneByOrFail(UploadEntity, { id });

export const faultsOfRows: readonly PlantedFault[] = [
  {
    fault: 'an unsettled ledger row whose ring is overdue',
    check: 'ledger',
    mend: 'ring',
    plant: async (site, id) => {
      const ringAt = anHourAgo();
      await updateUpload(site, id, { state: 'processing', settledAt: null, ringAt });
      return `is not settled, and its ring of ${ringAt.toISOString()} is overdue`;
    },
  },
  {
    fault: 'an unsettled ledger row that nobody rings for',
    check: 'ledger',
    mend: 'ring',
    plant: async (site, id) => {
      await updateUpload(site, id, { state: 'processing', settledAt: null });
      return 'is not settled, and nobody will ring for it again';
    },
  },
  {
    fault: 'an unsent outbox row',
    check: 'outbox',
    mend: 'send',
    plant: async (site, id) => {
      const body = photoUploadedOf(await uploadOf(site, id));
      const promisedAt = anHourAgo();
      await site.site.uploads.transaction((it) => new Outbox().add(it, photoUploaded, body, promisedAt));
      return `photo.uploaded.v1 of ${promisedAt.toISOString()} was never sent (outbox 1)`;
    },
  },
  {
    fault: 'a ledger and a card that disagree',
    check: 'cards',
    mend: 'rebuild',
    plant: async (site, id) => {
      await updateCard(site, id, { state: 'processing', picture: null, revision: 0 });
      return 'is ready in the ledger, and processing on its card';
    },
  },
  {
    fault: 'an upload without a card',
    check: 'cards',
    mend: 'rebuild',
    plant: async ({ site }, id) => {
      await site.gallery.manager.delete(CardEntity, { id });
      return 'is ready in the ledger, and has no card';
    },
  },
  {
    fault: 'a card without an upload',
    check: 'cards',
    plant: async ({ site }, id) => {
      await site.uploads.manager.delete(UploadEntity, { id });
      return 'is ready on its card, and no upload knows it';
    },
  },
  {
    fault: 'a rejection without a reason',
    check: 'cards',
    plant: async (site, id) => {
      await updateUpload(site, id, { state: 'rejected', rejectionCode: 'damaged', rejectionDetail: 'It is damaged.' });
      await updateCard(site, id, { state: 'rejected', rejection: null });
      return 'was rejected, and nobody is told why';
    },
  },
];

export const faultsOfQueues: readonly PlantedFault[] = [
  {
    fault: 'a dead letter',
    check: 'dead-letters',
    plant: async (site, id) => {
      const { photo } = photoUploadedOf(await uploadOf(site, id));
      const message = seal(photoRejected, { photo, rejection: { code: 'damaged', detail: 'No.' } }, new Date());
      const QueueUrl = site.queues.gallery.deadLetterUrl;
      await site.site.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
      return `photo.rejected.v1 of ${message.occurredAt} lies in ${site.environment.RESOURCES_PREFIX}-gallery-dead`;
    },
  },
  {
    fault: 'a dead letter that nobody can read',
    check: 'dead-letters',
    plant: async (site) => {
      const QueueUrl = site.queues.upload.deadLetterUrl;
      const { MessageId } = await site.site.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '?' }));
      return `message ${MessageId}, which is none of ours, lies in ${site.environment.RESOURCES_PREFIX}-upload-dead`;
    },
  },
];

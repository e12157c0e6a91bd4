import type http from 'node:http';
import { limits } from '@pinhole/resources';
import { sendBody } from '../support/send-body.js';
import { partsOf } from '../support/sent-file.js';

/** The bound of an upload: the same bytes straight to the store, in the same parts, by nothing but node:http. */
export async function putStraight(agent: http.Agent, objectUrl: string, bytes: Buffer): Promise<void> {
  const empty = Buffer.alloc(0);
  const { text } = await sendBody(agent, 'POST', `${objectUrl}?uploads`, empty);
  const [, uploadId = ''] = /<UploadId>([^<]+)</.exec(text) ?? [];
  const tags: string[] = [];
  for (const [index, part] of partsOf(bytes, limits.partBytes).entries()) {
    const { headers } = await sendBody(agent, 'PUT', `${objectUrl}?partNumber=${index + 1}&uploadId=${uploadId}`, part);
    tags.push(`<Part><PartNumber>${index + 1}</PartNumber><ETag>${headers.etag}</ETag></Part>`);
  }
  const list = `<CompleteMultipartUpload>${tags.join('')}</CompleteMultipartUpload>`;
  await sendBody(agent, 'POST', `${objectUrl}?uploadId=${uploadId}`, Buffer.from(list), { 'content-type': 'application/xml' });
}

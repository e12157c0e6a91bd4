import { z } from 'zod';
import type { DemoPicture } from './demo-pictures.js';

/** Uploads like any client would, and returns the photo's page. */
export async function uploadPicture(url: string, { title, tags }: DemoPicture, png: Uint8Array<ArrayBuffer>): Promise<string> {
  const form = new FormData();
  form.set('title', title);
  form.set('tags', tags);
  form.set('file', new Blob([png], { type: 'image/png' }), `${title}.png`);
  const answer = await fetch(`${url}/v1/uploads`, { method: 'POST', body: form });
  if (answer.status !== 201) throw new Error(`"${title}" was not taken: ${answer.status} ${await answer.text()}`);
  return z.object({ url: z.string() }).parse(await answer.json()).url;
}

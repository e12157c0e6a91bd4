import { z } from 'zod';
import { runTask } from '../tasks/run-task.js';
import { demoPictures } from './demo-pictures.js';
import { encodePng } from './encode-png.js';
import { paint } from './paint.js';
import { uploadPicture } from './upload-picture.js';

/** Uploads a dozen pictures through the public door, unless there are photos already. */
await runTask(async () => {
  const { PUBLIC_URL } = z.object({ PUBLIC_URL: z.string() }).parse(process.env);
  const first = await fetch(`${PUBLIC_URL}/v1/photos?limit=1`, { headers: { 'cache-control': 'no-cache' } });
  const { items } = z.object({ items: z.array(z.unknown()) }).parse(await first.json());
  if (items.length > 0) return say('demo.not_needed', { why: 'there are photos already' });
  for (const picture of demoPictures) {
    const page = await uploadPicture(PUBLIC_URL, picture, encodePng(paint(picture)));
    say('demo.uploaded', { title: picture.title, page });
  }
});

function say(event: string, fields: object): void {
  process.stdout.write(
    `${JSON.stringify({ time: new Date().toISOString(), level: 'info', service: 'demo', event, ...fields })}\n`,
  );
}

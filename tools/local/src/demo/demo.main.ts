import { z } from 'zod';
import { runTask } from '../tasks/run-task.js';
import { demoPictures } from './demo-pictures.js';
import { encodePng } from './encode-png.js';
import { paint } from './paint.js';
import { uploadPicture } from './upload-picture.js';

/** Uploads a dozen pictures through the public door. Whoever asks twice has them twice, as with any photo. */
await runTask(async () => {
  const { PUBLIC_URL } = z.object({ PUBLIC_URL: z.string() }).parse(process.env);
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

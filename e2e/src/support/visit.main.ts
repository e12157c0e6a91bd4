/**
 * What a visitor does, in a container that has nothing but the checkout: uploads the photo FILE, waits until it is ready and
 * fetches each of its variants: node visit.main.js URL FILE. It comes in through standard input, so it imports nothing of ours.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

interface Photo {
  state: string;
  picture: { sources: { srcset: { url: string; bytes: number }[] }[] } | null;
}

const readySecondsMax = 120;
const [url = '', file = ''] = process.argv.slice(2);

async function answerOf(address: string, request: RequestInit = {}): Promise<Response> {
  const response = await fetch(address, request);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return response;
}

const form = new FormData();
form.append('file', new Blob([await readFile(file)]), 'photo.png');
const { id } = (await (await answerOf(`${url}/v1/uploads`, { method: 'POST', body: form })).json()) as { id: string };

const photo = async () => {
  // The gallery hears of a photo a moment after its 201.
  const response = await fetch(`${url}/v1/photos/${id}`);
  return response.ok ? ((await response.json()) as Photo) : undefined;
};
const deadline = Date.now() + readySecondsMax * 1000;
let seen = await photo();
while (seen?.state !== 'ready') {
  if (Date.now() > deadline) throw new Error(`${id} is ${seen?.state ?? 'not there'} after ${readySecondsMax} s.`);
  await pause(200);
  seen = await photo();
}

const variants = seen.picture?.sources.flatMap(({ srcset }) => srcset) ?? [];
if (variants.length === 0) throw new Error(`${id} is ready and has no variants.`);
for (const { url: variant, bytes } of variants) {
  const { byteLength } = await (await answerOf(variant)).arrayBuffer();
  if (byteLength !== bytes) throw new Error(`${variant} has ${byteLength} bytes and not ${bytes}.`);
}
process.stdout.write(`ready with ${variants.length} variants\n`);

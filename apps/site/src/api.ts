import type { Capabilities, PhotoPage, PhotoView, Problem, UploadStatus } from '@pinhole/contracts';

/** What the API said against a request, in a sentence for the person. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

export const notReached = 'The gallery cannot be reached. Check the connection; it is tried again.';

export const listPhotos = (cursor: string | null): Promise<PhotoPage> =>
  get<PhotoPage>(cursor === null ? '/v1/photos' : `/v1/photos?cursor=${encodeURIComponent(cursor)}`);

export const getPhoto = (id: string): Promise<PhotoView | null> => orNull(get<PhotoView>(`/v1/photos/${id}`));

export const getUpload = (id: string): Promise<UploadStatus | null> => orNull(get<UploadStatus>(`/v1/uploads/${id}`));

export const getCapabilities = (): Promise<Capabilities> => get<Capabilities>('/v1/capabilities');

async function get<Answer>(path: string): Promise<Answer> {
  const response = await fetch(path).catch(() => null);
  if (!response) throw new Refused(0, notReached);
  const text = await response.text();
  if (!response.ok) throw new Refused(response.status, sentenceOf(text));
  return JSON.parse(text) as Answer;
}

/** What is not there is an answer like any other. */
async function orNull<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}

/** The sentence out of problem+json, or one of ours where somebody else answered. */
export function sentenceOf(body: string): string {
  try {
    const { detail } = JSON.parse(body) as Partial<Problem>;
    if (typeof detail === 'string') return detail;
  } catch {
    // Not the API's own words.
  }
  return 'Something went wrong at the gallery. Try again in a while.';
}

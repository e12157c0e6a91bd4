import {
  photoPage,
  photoView,
  uploadAccepted,
  uploadStatus,
  type PhotoPage,
  type PhotoView,
  type UploadAccepted,
  type UploadStatus,
} from '@pinhole/contracts';
import { eventually } from '@pinhole/testing';

/** What a client of the public doors does, and nothing else. */
export class Client {
  constructor(readonly url: string) {}

  post(bytes: Uint8Array, fileName = 'photo.jpg', fields: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([Buffer.from(bytes)]), fileName);
    return fetch(`${this.url}/v1/uploads`, { method: 'POST', body: form, signal });
  }

  async upload(bytes: Uint8Array, fileName?: string, fields?: Record<string, string>): Promise<UploadAccepted> {
    const response = await this.post(bytes, fileName, fields);
    const body: unknown = await response.json();
    if (response.status !== 201) throw new Error(`Not accepted: ${response.status} ${JSON.stringify(body)}`);
    return uploadAccepted.parse(body);
  }

  async status(id: string): Promise<UploadStatus> {
    return uploadStatus.parse(await this.json(`/v1/uploads/${id}`));
  }

  async photo(id: string): Promise<PhotoView> {
    return photoView.parse(await this.json(`/v1/photos/${id}`));
  }

  /** Every page of the list, from the newest photo on. */
  async listed(): Promise<PhotoView[]> {
    const photos: PhotoView[] = [];
    let cursor: string | null = null;
    do {
      const page: PhotoPage = photoPage.parse(await this.json(`/v1/photos?limit=50${cursor ? `&cursor=${cursor}` : ''}`));
      photos.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return photos;
  }

  /** The photo once the ledger and the gallery agree that it is `ready` or `rejected`. */
  settled(id: string, withinSeconds = 60): Promise<PhotoView> {
    return eventually(
      async () => {
        const [{ state }, photo] = [await this.status(id), await this.photo(id)];
        if (state === 'processing' || photo.state !== state)
          throw new Error(`${id} is ${state} in the ledger, ${photo.state} in the gallery.`);
        return photo;
      },
      { withinSeconds },
    );
  }

  private async json(path: string): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

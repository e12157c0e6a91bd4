import { Grid } from './grid.js';
import { find } from './make.js';
import { OlderPhotos } from './older-photos.js';
import { takeFiles } from './take-files.js';
import { Uploads } from './uploads.js';
import { Viewer } from './viewer.js';
import { watchGallery } from './watch-gallery.js';

/** The front page: a place to drop photos, and all photos. */
export function showGallery(): void {
  find('gallery-page', HTMLElement).hidden = false;
  const viewer = new Viewer(() => grid.photos);
  const grid = new Grid(find('grid', HTMLUListElement), (photo) => viewer.open(photo));
  const older = new OlderPhotos(find('more', HTMLButtonElement), grid);
  const uploads = new Uploads(find('uploads', HTMLUListElement), () => look());
  takeFiles((files) => uploads.add(files));
  const look = watchGallery({
    grid,
    awaited: () => uploads.awaited,
    onSettled: (photo) => uploads.settle(photo),
    onPage: (page) => {
      older.follow(page);
      find('empty', HTMLParagraphElement).hidden = page.items.length > 0;
    },
  });
}

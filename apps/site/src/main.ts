import { showGallery } from './gallery-page.js';
import { showPhoto } from './photo-page.js';

const [, id] = /^\/p\/([^/]+)\/?$/.exec(location.pathname) ?? [];
if (id === undefined) showGallery();
else await showPhoto(id);

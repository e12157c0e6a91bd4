export { CardEntity } from './card.entity.js';
export { galleryDataSourceOptions } from './data-source.js';

import { mediaTypeOf, nothingKnown, variantFormat, type PhotoView, type Picture, type StoredVariant } from '@pinhole/contracts';
import type { CardPicture } from './card.entity.js';
import type { ListedCard } from './card-from-row.js';
import { presentTakenAt } from './present-taken-at.js';

/** The row as the world sees it. URLs are made here, at read time, and never stored: the site may move. */
export function presentPhoto(card: ListedCard, publicUrl: string): PhotoView {
  return {
    id: card.id,
    state: card.state,
    rejection: card.rejection,
    title: card.title,
    description: card.description,
    tags: card.tags,
    visibility: card.visibility,
    owner: card.owner,
    uploadedAt: card.uploadedAt.toISOString(),
    takenAt: presentTakenAt(card.takenAt, card.takenOffset),
    camera: card.camera ?? nothingKnown.camera,
    exposure: card.exposure ?? nothingKnown.exposure,
    animated: card.animated,
    degraded: card.degraded,
    picture: card.picture && presentPicture(card.picture, card.title, publicUrl),
    recipe: card.state === 'ready' ? { name: card.recipeName, version: card.recipeVersion } : null,
    links: { page: `${publicUrl}/p/${card.id}` },
  };
}

/** The width that plain <img> gets: sharp enough for a grid, small enough for a phone. */
const imgWidth = 640;

function presentPicture(picture: CardPicture, alt: string, publicUrl: string): Picture {
  const { width, height, color, thumbhash } = picture;
  const variants = picture.variants.toSorted((a, b) => a.width - b.width);
  const url = ({ objectKey }: StoredVariant) => `${publicUrl}/${objectKey}`;
  const jpegs = variants.filter(({ format }) => format === 'jpeg');
  const img = jpegs.findLast((jpeg) => jpeg.width <= imgWidth) ?? jpegs[0] ?? variants[0];
  if (!img) throw new Error('A picture has at least one variant.');
  const sources = variantFormat.options
    .map((format) => ({ type: mediaTypeOf[format], variants: variants.filter((variant) => variant.format === format) }))
    .filter((source) => source.variants.length > 0)
    .map((source) => ({
      type: source.type,
      srcset: source.variants.map((variant) => ({
        url: url(variant),
        width: variant.width,
        height: variant.height,
        bytes: variant.bytes,
      })),
    }));
  const sized = (variant: StoredVariant) => ({ width: variant.width, height: variant.height });
  const { hdr } = picture;
  return {
    ...{ width, height, alt, color, thumbhash },
    img: { url: url(img), ...sized(img) },
    sources,
    hdr: hdr ? { url: url(hdr), type: mediaTypeOf[hdr.format], ...sized(hdr) } : null,
  };
}

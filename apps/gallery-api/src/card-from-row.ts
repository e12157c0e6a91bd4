import type { Camera, Exposure, Owner, PhotoId, PhotoState, Rejection, Visibility } from '@pinhole/contracts';
import { uuidBytes } from '@pinhole/service-kit';
import type { CardEntity, CardPicture } from './card.entity.js';

/** What the world sees of a card. */
export type ListedCard = Omit<CardEntity, 'revision' | 'location'>;

export const cardColumns =
  'id, state, title, description, tags, visibility, owner, uploaded_at, taken_at, taken_offset, camera, exposure, animated, degraded, picture, recipe_name, recipe_version, rejection';

/** MySQL hands JSON out as what it means, MariaDB as the text that it keeps. */
type Json<Value> = Value | string;

/** A row of `card` as the driver reads it. */
export interface CardRow {
  readonly id: Buffer;
  readonly state: PhotoState;
  readonly title: string;
  readonly description: string;
  readonly tags: Json<string[]>;
  readonly visibility: Visibility;
  readonly owner: Json<Owner>;
  readonly uploaded_at: Date;
  readonly taken_at: Date | null;
  readonly taken_offset: string | null;
  readonly camera: Json<Camera | null>;
  readonly exposure: Json<Exposure | null>;
  readonly animated: 0 | 1;
  readonly degraded: 0 | 1;
  readonly picture: Json<CardPicture | null>;
  readonly recipe_name: string;
  readonly recipe_version: number;
  readonly rejection: Json<Rejection | null>;
}

export function cardFromRow(row: CardRow): ListedCard {
  const { state, title, description, visibility } = row;
  return {
    ...{ id: uuidBytes.from(row.id) as PhotoId, state, title, description, visibility },
    ...{ tags: parsed(row.tags), owner: parsed(row.owner), picture: parsed(row.picture), rejection: parsed(row.rejection) },
    ...{ uploadedAt: row.uploaded_at, takenAt: row.taken_at, takenOffset: row.taken_offset },
    ...{ camera: parsed(row.camera), exposure: parsed(row.exposure) },
    ...{ animated: row.animated === 1, degraded: row.degraded === 1 },
    ...{ recipeName: row.recipe_name, recipeVersion: row.recipe_version },
  };
}

function parsed<Value extends object | null>(json: Json<Value>): Value {
  return typeof json === 'string' ? (JSON.parse(json) as Value) : json;
}

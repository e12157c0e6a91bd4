/**
 * The bound of the list: node:http and mysql2 and nothing else, with the same keyset query, answering the same bytes. What it
 * leaves out is what a service has to have: checks, errors, logs, a shape that others can change.
 */
import http from 'node:http';
import { createPool, type RowDataPacket } from 'mysql2/promise';

interface Variant {
  format: 'avif' | 'jpeg';
  width: number;
  height: number;
  bytes: number;
  objectKey: string;
}
type Json<T> = T | string;
interface Card extends RowDataPacket {
  id: Buffer;
  uploaded_at: Date;
  taken_at: Date | null;
  taken_offset: string | null;
  camera: Json<object>;
  exposure: Json<object>;
  animated: 0 | 1;
  degraded: 0 | 1;
  recipe_name: string;
  recipe_version: number;
  tags: Json<string[]>;
  owner: Json<object>;
  picture: Json<{ width: number; height: number; color: string; thumbhash: string; variants: Variant[] }>;
  [column: string]: unknown;
}

const { DATABASE_URL = '', PUBLIC_URL = '' } = process.env;
const pool = createPool({ uri: DATABASE_URL, timezone: 'Z', connectionLimit: 10 });
const columns =
  'id, state, title, description, tags, visibility, owner, uploaded_at, taken_at, taken_offset, camera, exposure, animated, degraded, picture, recipe_name, recipe_version';
const order = 'ORDER BY uploaded_at DESC, id DESC LIMIT ?';
const firstPage = `SELECT ${columns} FROM card WHERE listed = 1 ${order}`;
const nextPage = `SELECT ${columns} FROM card WHERE listed = 1 AND uploaded_at <= ? AND (uploaded_at < ? OR id < ?) ${order}`;

const server = http.createServer((request, response) => {
  void answer(new URL(request.url ?? '', PUBLIC_URL).searchParams).then((body) => {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify(server.address())));

async function answer(query: URLSearchParams): Promise<string> {
  const limit = Number(query.get('limit'));
  const [moment, id] = Buffer.from(query.get('cursor') ?? '', 'base64url')
    .toString()
    .split('.');
  const uploadedAt = new Date(Number(moment));
  const [cards] = id
    ? await pool.query<Card[]>(nextPage, [uploadedAt, uploadedAt, Buffer.from(id.replaceAll('-', ''), 'hex'), limit + 1])
    : await pool.query<Card[]>(firstPage, [limit + 1]);
  const last = cards.length > limit ? cards[limit - 1] : undefined;
  const position = last && `${last.uploaded_at.getTime()}.${textOf(last.id)}`;
  const nextCursor = position ? Buffer.from(position).toString('base64url') : null;
  return JSON.stringify({ items: cards.slice(0, limit).map(shown), nextCursor });
}

function shown(card: Card): object {
  const id = textOf(card.id);
  const { width, height, color, thumbhash, variants } = parsed(card.picture);
  const url = ({ objectKey }: Variant) => `${PUBLIC_URL}/${objectKey}`;
  const srcset = (format: string) =>
    variants
      .filter((variant) => variant.format === format)
      .map((variant) => ({ url: url(variant), width: variant.width, height: variant.height, bytes: variant.bytes }));
  const img = variants.findLast((variant) => variant.format === 'jpeg' && variant.width <= 640)!;
  return {
    ...{ id, state: card.state, rejection: null, title: card.title, description: card.description, tags: parsed(card.tags) },
    ...{ visibility: card.visibility, owner: parsed(card.owner) },
    ...{ uploadedAt: card.uploaded_at.toISOString(), takenAt: takenAt(card) },
    ...{ camera: parsed(card.camera), exposure: parsed(card.exposure) },
    ...{ animated: card.animated === 1, degraded: card.degraded === 1 },
    picture: {
      ...{ width, height, alt: card.title, color, thumbhash },
      img: { url: url(img), width: img.width, height: img.height },
      sources: [
        { type: 'image/avif', srcset: srcset('avif') },
        { type: 'image/jpeg', srcset: srcset('jpeg') },
      ],
      hdr: null,
    },
    recipe: { name: card.recipe_name, version: card.recipe_version },
    links: { page: `${PUBLIC_URL}/p/${id}` },
  };
}

function takenAt({ taken_at: at, taken_offset: offset }: Card): object | null {
  if (!at || !offset) return null;
  const minutes = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * (offset.startsWith('-') ? -1 : 1);
  return { local: new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, 19), offset };
}

function textOf(id: Buffer): string {
  const hex = id.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** MariaDB keeps JSON as text and hands it out so, MySQL as what it means. */
function parsed<T>(json: Json<T>): T {
  return typeof json === 'string' ? (JSON.parse(json) as T) : json;
}

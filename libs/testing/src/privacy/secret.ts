/** Something that a photo said and nobody may hear, as the bytes by which it would be known. */
export interface Secret {
  /** Which it is, and of what: `BodySerialNumber of canon.jpg`. */
  readonly what: string;
  /** Each of them as Latin-1, one character a byte. */
  readonly needles: readonly string[];
}

/** Shorter ones are found everywhere by chance; so are those of one or two different characters, a row of zeros. */
const charactersMin = 6;
const differentMin = 3;
/** By so much of its beginning a text is known; some packets hold whole pictures as text. */
const charactersMax = 60;

/** A text in every way that it may be written down: in bytes of either kind, in JSON, in a URL. Null for one that says too little. */
export function secretText(what: string, said: string): Secret | null {
  const text = said.replaceAll('\0', '').trim().slice(0, charactersMax);
  if (text.length < charactersMin || new Set(text).size < differentMin) return null;
  const wide = Buffer.from(text, 'utf16le');
  const written = [
    Buffer.from(text),
    Buffer.from(text, 'latin1'),
    wide,
    Buffer.from(wide).swap16(),
    Buffer.from(JSON.stringify(text).slice(1, -1)),
    Buffer.from(encodeURIComponent(text)),
  ];
  return { what, needles: [...new Set(written.map((bytes) => bytes.toString('latin1')))] };
}

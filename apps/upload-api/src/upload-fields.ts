import { descriptionMax, photoFacts, tagMax, tagsMax, titleMax, visibility, type Visibility } from '@pinhole/contracts';
import { cleanText } from './clean-text.js';
import { FieldRepeated, FieldsInvalid, FieldUnknown } from './upload.errors.js';

/** What a person may say of a photo when it is uploaded. */
export interface SaidOfPhoto {
  readonly title: string;
  readonly description: string;
  readonly tags: string[];
  readonly visibility: Visibility;
}

const names = ['title', 'description', 'tags', 'visibility'] as const;
type FieldName = (typeof names)[number];

/** The text fields of one form, in the order they come. An unknown one is refused as it comes, so that clients learn early. */
export class UploadFields {
  private readonly values = new Map<FieldName, string[]>();

  add(field: string, value: string): void {
    const name = names.find((known) => known === field);
    if (!name) throw new FieldUnknown(field, names);
    const values = this.values.get(name) ?? [];
    if (values.length > 0 && name !== 'tags') throw new FieldRepeated(name);
    this.values.set(name, [...values, value]);
  }

  /** What was said so far, cleaned, or every fault of it at once. */
  parse(): SaidOfPhoto {
    const said = {
      title: cleanText(this.one('title')),
      description: cleanText(this.one('description'), { lines: true }),
      tags: tagsOf(this.values.get('tags') ?? []),
    };
    const shown = this.one('visibility').trim() || 'public';
    const faults = [...faultsOf(said), ...visibilityFaults(shown)];
    if (faults.length > 0) throw new FieldsInvalid(faults);
    return { ...said, visibility: visibility.parse(shown) };
  }

  private one(name: FieldName): string {
    return this.values.get(name)?.[0] ?? '';
  }
}

/** Repeated, comma separated or both; each tag once. */
function tagsOf(values: readonly string[]): string[] {
  const tags = values.flatMap((value) => value.split(',')).map((tag) => cleanText(tag));
  return [...new Set(tags)].filter((tag) => tag !== '');
}

function faultsOf(said: Omit<SaidOfPhoto, 'visibility'>) {
  const { title, description, tags } = photoFacts.shape;
  return [
    ...(title.safeParse(said.title).success ? [] : [{ field: 'title', detail: `Use at most ${titleMax} characters.` }]),
    ...(description.safeParse(said.description).success
      ? []
      : [{ field: 'description', detail: `Use at most ${descriptionMax.toLocaleString('en')} characters.` }]),
    ...(said.tags.length <= tagsMax ? [] : [{ field: 'tags', detail: `Give at most ${tagsMax} tags.` }]),
    ...(said.tags.every((value) => tags.element.safeParse(value).success)
      ? []
      : [{ field: 'tags', detail: `Use at most ${tagMax} characters in each tag.` }]),
  ];
}

function visibilityFaults(value: string) {
  if (visibility.safeParse(value).success) return [];
  const allowed = `Use ${visibility.options.join(' or ')}.`;
  // A photo that only its owner may see needs an owner that we can tell from others.
  const detail = value === 'private' ? `"private" is not possible before there are accounts. ${allowed}` : allowed;
  return [{ field: 'visibility', detail }];
}

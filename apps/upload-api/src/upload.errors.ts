import type { PhotoId } from '@pinhole/contracts';
import { photoFormats, type PhotoFormatName } from '@pinhole/resources';
import { DomainError, jsonPointer, type FieldError } from '@pinhole/service-kit';

/** A store or a database that was restarted is back within seconds. */
const retryAfterSeconds = 5;

export class UploadTooLarge extends DomainError {
  readonly kind = 'too_large';
  readonly code = 'upload_too_large';

  constructor(bytesMax: number) {
    super(
      `The file is larger than ${bytesMax.toLocaleString('en')} bytes (${Math.floor(bytesMax / 1024 ** 2)} MiB), the most we take.`,
    );
  }
}

export class PhotoTooLarge extends DomainError {
  readonly kind = 'too_large';
  readonly code = 'photo_too_large';
  override readonly errors: FieldError[];

  constructor({ width, height }: { readonly width: number; readonly height: number }, pixelsMax: number, sideMax: number) {
    const [most, side] = [pixelsMax, sideMax].map((value) => value.toLocaleString('en'));
    super(`The picture is larger than can be decoded: at most ${most} pixels, and ${side} on one side. Make it smaller.`);
    this.errors = [{ pointer: '#/file', detail: `By its first bytes it is ${width} by ${height} pixels.` }];
  }
}

export class ContentTypeUnsupported extends DomainError {
  readonly kind = 'unsupported_type';
  readonly code = 'content_type_unsupported';

  constructor() {
    super('Send the photo as multipart/form-data, in a file field called "file".');
  }
}

export class PhotoTypeUnsupported extends DomainError {
  readonly kind = 'unsupported_type';
  readonly code = 'photo_type_unsupported';
  override readonly errors = [{ pointer: '#/file', detail: 'The type was read from the bytes, not from the name.' }];

  constructor(found: PhotoFormatName | null, taken: readonly PhotoFormatName[]) {
    const types = taken.map((name) => photoFormats[name].type).join(', ');
    const reason = found
      ? `${found.toUpperCase()} photos are not taken here: export this one as JPEG.`
      : 'This file is not a photo we can read.';
    super(`${reason} We take ${types}.`);
  }
}

export class FormMalformed extends DomainError {
  readonly kind = 'malformed';
  readonly code = 'form_malformed';

  constructor(cause: unknown) {
    super('The form could not be read to its end. Send it again as multipart/form-data.', {}, { cause });
  }
}

/** Nobody is there to read it, but the log should say what became of the upload. */
export class ClientGone extends DomainError {
  readonly kind = 'malformed';
  readonly code = 'client_gone';

  constructor() {
    super('The connection ended before the upload did. Nothing was kept: send it again.');
  }
}

export class FileMissing extends DomainError {
  readonly kind = 'malformed';
  readonly code = 'file_missing';
  override readonly errors = [{ pointer: '#/file', detail: 'Missing.' }];

  constructor() {
    super('There is no photo in this form. Send it in a file field called "file".');
  }
}

export class FileEmpty extends DomainError {
  readonly kind = 'malformed';
  readonly code = 'file_empty';
  override readonly errors = [{ pointer: '#/file', detail: 'Has 0 bytes.' }];

  constructor() {
    super('The file is empty.');
  }
}

export class FileRepeated extends DomainError {
  readonly kind = 'malformed';
  readonly code = 'file_repeated';
  override readonly errors = [{ pointer: '#/file', detail: 'Given more than once.' }];

  constructor() {
    super('Send one photo at a time: this form has more than one file. None was kept.');
  }
}

export class FileFieldUnknown extends DomainError {
  readonly kind = 'malformed';
  readonly code = 'file_field_unknown';
  override readonly errors: FieldError[];

  constructor(field: string) {
    super('Send the photo in a file field called "file".');
    this.errors = [{ pointer: jsonPointer([field]), detail: 'Not a file field of this form.' }];
  }
}

export class FieldUnknown extends DomainError {
  readonly kind = 'malformed';
  readonly code = 'field_unknown';
  override readonly errors: FieldError[];

  constructor(field: string, known: readonly string[]) {
    super(`This form has the file field "file" and the text fields ${known.join(', ')}, and no other.`);
    this.errors = [{ pointer: jsonPointer([field]), detail: 'Not a field of this form.' }];
  }
}

export class FieldRepeated extends DomainError {
  readonly kind = 'malformed';
  readonly code = 'field_repeated';
  override readonly errors: FieldError[];

  constructor(field: string) {
    super(`Give "${field}" once.`);
    this.errors = [{ pointer: jsonPointer([field]), detail: 'Given more than once.' }];
  }
}

export class FieldsInvalid extends DomainError {
  readonly kind = 'unprocessable';
  readonly code = 'fields_invalid';
  override readonly errors: FieldError[];

  constructor(faults: readonly { field: string; detail: string }[]) {
    super(faults.map(({ field, detail }) => `${field}: ${detail}`).join(' '));
    this.errors = faults.map(({ field, detail }) => ({ pointer: jsonPointer([field]), detail }));
  }
}

export class UploadNotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'upload_not_found';

  constructor(id: PhotoId) {
    super('There is no upload with this id.', { photoId: id });
  }
}

export class StoreUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'store_unavailable';
  override readonly retryAfterSeconds = retryAfterSeconds;

  constructor(cause: unknown) {
    super('We cannot store photos at this moment. Nothing was kept: try again shortly.', {}, { cause });
  }
}

export class LedgerUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'ledger_unavailable';
  override readonly retryAfterSeconds = retryAfterSeconds;

  constructor(cause: unknown) {
    super('We cannot take photos at this moment. Nothing was kept: try again shortly.', {}, { cause });
  }
}

import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { SchemaFailure } from './schema-failure.js';

/** Checks whatever a door declares a schema for. What comes through has the schema's type. */
@Injectable()
export class SchemaValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema, data } = metadata;
    if (schema === undefined || !this.toValidate(metadata)) return value;
    this.stripProtoKeys(value);
    const result = await this.validate(value, schema);
    if (result.issues !== undefined) throw new SchemaFailure(result.issues, data === undefined ? [] : [data]);
    return result.value as T;
  }
}

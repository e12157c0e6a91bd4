import { z } from 'zod';

export interface JsonSchemas {
  readonly schema: unknown;
  /** What the schema refers to, by name. */
  readonly components: Record<string, object>;
}

/** A zod schema as OpenAPI 3.1 writes it. `output` is what we answer, `input` what we take. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchemas {
  const { $defs = {}, ...own } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      dropNoise(jsonSchema);
      // A client that refuses what it does not know would break with the first field that we add.
      if (io === 'output') delete jsonSchema.additionalProperties;
    },
  });
  delete own.$schema;
  return { schema: own, components: $defs };
}

/** What zod writes of how it checks says nothing to a reader of the document. */
function dropNoise(schema: z.core.JSONSchema.BaseSchema): void {
  // `format` says it; the pattern that zod adds is 200 characters of leap years.
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}

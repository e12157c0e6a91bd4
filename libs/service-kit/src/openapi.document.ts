import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { problem } from '@pinhole/contracts';
import { z } from 'zod';
import { jsonSchemaOf } from './json-schema-of.js';
import { problemType } from './problem-of.js';

export interface ApiDescription {
  readonly title: string;
  readonly description: string;
  readonly version: string;
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/**
 * Describes the service's HTTP doors from the same schemas that guard them. Operations are named after the controller's
 * methods. A schema for the query must have no id of its own (`.meta({ id })`): Nest would leave its parameters out.
 */
export function describeApi(
  app: INestApplication,
  { title, description, version }: ApiDescription,
  publicUrl: string,
): OpenAPIObject {
  const config = new DocumentBuilder().setOpenAPIVersion('3.1.0').setTitle(title).setDescription(description).setVersion(version);
  const document = SwaggerModule.createDocument(app, config.addServer(publicUrl).build(), {
    operationIdFactory: (_controller, method) => method,
    autoTagControllers: false,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? jsonSchemaOf(schema, schemaType) : undefined,
  });
  delete document.info.contact;
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...jsonSchemaOf(problem, 'output').components },
  };
  refuseDoubles(document);
  for (const operation of operationsOf(document)) {
    operation.responses['default'] ??= {
      description: 'What went wrong.',
      content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return document;
}

/** Generated clients name their functions after the operations. */
function refuseDoubles(document: OpenAPIObject): void {
  const ids = operationsOf(document).map(({ operationId }) => operationId);
  const doubles = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (doubles.length > 0) throw new Error(`Two operations are named ${doubles.join(', ')}: name the controllers' methods apart.`);
}

function operationsOf({ paths }: OpenAPIObject): Operation[] {
  return Object.values(paths).flatMap((path) => Object.values(path as Record<string, Operation>));
}

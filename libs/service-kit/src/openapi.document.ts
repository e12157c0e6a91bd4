import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

export interface ApiDescription {
  readonly title: string;
  readonly description: string;
  readonly version: string;
}

/** Describes the service's HTTP doors from the same schemas that guard them. */
export function describeApi(
  app: INestApplication,
  { title, description, version }: ApiDescription,
  publicUrl: string,
): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .addServer(publicUrl);
  return SwaggerModule.createDocument(app, builder.build(), { operationIdFactory: (_controller, method) => method });
}

import 'reflect-metadata';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Express } from 'express';
import { accessLog } from './access-log.middleware.js';
import { cors } from './cors.middleware.js';
import { drainOnSignal } from './drain-on-signal.js';
import type { HttpConfig } from './http-settings.js';
import { knownPaths } from './known-paths.middleware.js';
import type { Logger } from './logger.js';
import { NestLog } from './nest-log.adapter.js';
import { describeApi, type ApiDescription } from './openapi.document.js';
import { ProblemFilter } from './problem.filter.js';
import { Readiness } from './readiness.js';
import { requestContext } from './request-context.middleware.js';
import { SchemaValidationPipe } from './schema-validation.pipe.js';
import { ServerAdapter } from './server.adapter.js';
import { ServiceKitModule, type ServiceModule } from './service-kit.module.js';

export interface HttpServiceOptions {
  readonly name: string;
  readonly module: ServiceModule;
  readonly config: HttpConfig;
  readonly logger: Logger;
  readonly openapi?: ApiDescription;
}

/** Starts a service: its doors are open, its health answers, and a signal ends it in order. */
export async function startHttpService({ name, module, config, logger, openapi }: HttpServiceOptions): Promise<INestApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ServiceKitModule.around(module, logger), new ServerAdapter(), {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLog(logger),
  });
  const express = app.getHttpAdapter().getInstance() as Express;
  app.disable('x-powered-by');
  app.use(requestContext, accessLog(logger), cors, noSniff, knownPaths(express));
  app.useGlobalPipes(new SchemaValidationPipe());
  app.useGlobalFilters(new ProblemFilter(logger));
  if (openapi !== undefined) {
    const document = describeApi(app, openapi, config.PUBLIC_URL);
    express.get('/openapi.json', (_request, response) => void response.json(document));
  }
  await app.listen(config.PORT, config.HOST);
  drainOnSignal({
    drain: () => app.get(Readiness).drain(),
    close: () => app.close(),
    drainSeconds: config.DRAIN_SECONDS,
    logger,
  });
  logger.info('service.started', { name, url: await app.getUrl() });
  return app;
}

const noSniff = (_request: unknown, response: { setHeader(name: string, value: string): void }, next: () => void): void => {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  next();
};

import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { accessLog } from './access-log.middleware.js';
import { lingerLimits, type LingerLimits } from './answer-and-linger.js';
import { cors } from './cors.middleware.js';
import { drainOnSignal } from './drain-on-signal.js';
import type { HttpConfig } from './http-settings.js';
import { HandlersInHand } from './handlers-in-hand.interceptor.js';
import { knownPaths } from './known-paths.middleware.js';
import { createLimitedServer, serverLimits, type ServerLimits } from './limited-server.js';
import type { Logger } from './logger.js';
import { NestLog } from './nest-log.adapter.js';
import { noSniff } from './no-sniff.middleware.js';
import { describeApi, type ApiDescription } from './openapi.document.js';
import { ProblemFilter } from './problem.filter.js';
import { Readiness } from './readiness.js';
import { requestContext } from './request-context.middleware.js';
import { revalidation } from './revalidation.middleware.js';
import { SchemaValidationPipe } from './schema-validation.pipe.js';
import { ServerAdapter } from './server.adapter.js';
import { ServiceKitModule, type ServiceModule } from './service-kit.module.js';

export interface HttpServiceOptions {
  /** As it appears in logs. */
  readonly name: string;
  readonly module: ServiceModule;
  readonly config: HttpConfig;
  readonly logger: Logger;
  /** Publishes /openapi.json. */
  readonly openapi?: ApiDescription;
  /** Parses JSON bodies up to this size. Without it no body is read before the door that it came to. */
  readonly jsonBytesMax?: number;
  /** Other than our own only in tests, which cannot wait a minute. */
  readonly limits?: Partial<ServerLimits & { linger: LingerLimits }>;
}

/** Starts a service: its doors are open, its health answers, and a signal ends it in order. */
export async function startHttpService(options: HttpServiceOptions): Promise<INestApplication> {
  const { name, config, logger } = options;
  const app = await createApplication(options);
  try {
    await app.listen(config.PORT, config.HOST);
  } catch (error) {
    // Parts that are running already would keep a process alive that cannot do its work.
    await app.close().catch((failure: unknown) => logger.error('service.close_failed', failure));
    throw error;
  }
  const server = app.getHttpServer();
  const stopListening = drainOnSignal({
    close: () => closeInOrder(app),
    cutOff: () => server.closeAllConnections(),
    drainSeconds: config.DRAIN_SECONDS,
    logger,
  });
  server.once('close', stopListening);
  logger.info('service.started', { name, url: await app.getUrl() });
  return app;
}

async function createApplication({ module, config, logger, openapi, jsonBytesMax, limits }: HttpServiceOptions) {
  const handlers = new HandlersInHand();
  const openServer = (listener: RequestListener) => createLimitedServer(listener, logger, { ...serverLimits, ...limits });
  const adapter = new ServerAdapter(openServer, () => handlers.idle());
  const app = await NestFactory.create<NestExpressApplication>(ServiceKitModule.around(module, logger), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLog(logger),
  });
  app.disable('x-powered-by');
  app.use(requestContext, accessLog(logger), cors, noSniff, revalidation, knownPaths(adapter.getInstance()));
  if (jsonBytesMax !== undefined) app.useBodyParser('json', { limit: jsonBytesMax });
  app.useGlobalInterceptors(handlers);
  app.useGlobalPipes(new SchemaValidationPipe());
  app.useGlobalFilters(new ProblemFilter(logger, limits?.linger ?? lingerLimits));
  if (openapi !== undefined) {
    const document = describeApi(app, openapi, config.PUBLIC_URL);
    adapter.get('/openapi.json', (_request: unknown, response: { json(body: object): void }) => response.json(document));
  }
  return app;
}

/** The doors close first and finish their requests while inboxes finish their messages; the database goes last. */
async function closeInOrder(app: NestExpressApplication): Promise<void> {
  app.get(Readiness).drain();
  void (app.getHttpAdapter() as ServerAdapter).close();
  await app.close();
}

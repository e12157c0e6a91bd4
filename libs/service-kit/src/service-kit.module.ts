import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { Logger } from './logger.js';
import { Readiness } from './readiness.js';

export type ServiceModule = Type | DynamicModule;

/** What every service has: its health, and a Readiness and a Logger to inject anywhere. */
@Module({})
export class ServiceKitModule {
  static around(service: ServiceModule, logger: Logger): DynamicModule {
    return {
      module: ServiceKitModule,
      global: true,
      imports: [service],
      controllers: [HealthController],
      providers: [Readiness, { provide: Logger, useValue: logger }],
      exports: [Readiness, Logger],
    };
  }
}

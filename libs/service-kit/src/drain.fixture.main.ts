/** A service that can be told to take its time: the tests of draining start it as a process and send it signals. */
import { once } from 'node:events';
import {
  Controller,
  Get,
  Injectable,
  Module,
  Post,
  Req,
  type BeforeApplicationShutdown,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { startHttpService } from './http-service.bootstrap.js';
import { httpSettings } from './http-settings.js';
import { loadConfig } from './load-config.js';
import { createLogger } from './logger.js';

// Not longer than the test that started it.
process.once('disconnect', () => process.exit(1));

const config = loadConfig(z.object(httpSettings), process.env);
const logger = createLogger('drained', config.LOG_LEVEL);

@Controller('v1')
class SlowController {
  /** Answers when the test says so. */
  @Get('slow')
  async slow(): Promise<object> {
    logger.info('in_hand');
    await once(process, 'message');
    return { done: true };
  }

  @Post('upload')
  async upload(@Req() request: Request): Promise<void> {
    logger.info('in_hand');
    try {
      await request.forEach(() => {});
    } finally {
      await new Promise((resolve) => setTimeout(resolve, 200));
      logger.info('cleaned_up');
    }
  }
}

@Injectable()
class Inbox implements BeforeApplicationShutdown, OnApplicationShutdown {
  beforeApplicationShutdown(): void {
    logger.info('inbox.stopped');
  }

  onApplicationShutdown(): void {
    logger.info('database.closed');
  }
}

class DrainedModule {}
Module({ controllers: [SlowController], providers: [Inbox] })(DrainedModule);

await startHttpService({ name: 'drained', module: DrainedModule, config, logger });

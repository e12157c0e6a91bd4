import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import type { PhotoFormatChoice } from '@pinhole/resources';
import { Logger } from '@pinhole/service-kit';
import { canConfine } from './confine-child.js';
import { PictureChildren } from './picture-children.js';
import { SafePictures } from './safe-pictures.js';
import { Scales } from './scales.js';

export interface ChildrenSetup {
  readonly count: number;
  /** What the pictures in hand may take together, by prediction. */
  readonly memoryBytesMax: number;
  readonly environment: NodeJS.ProcessEnv;
  readonly choice: PhotoFormatChoice;
}

/** The children begin with the service and end with it, after the inboxes. */
@Injectable()
export class ChildrenHost implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly children: PictureChildren,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (!canConfine) this.logger.warn('child.not_confined', { platform: process.platform });
    // Not waited for: the first photo does that, if it comes so soon.
    void this.children.warm();
  }

  onApplicationShutdown(): Promise<void> {
    return this.children.end();
  }
}

/** For a module's providers: SafePictures, and what starts and ends its children. */
export function provideSafePictures({ count, memoryBytesMax, environment, choice }: ChildrenSetup): Provider[] {
  return [
    ChildrenHost,
    {
      provide: PictureChildren,
      inject: [Logger],
      useFactory: (logger: Logger) => new PictureChildren({ environment }, count, logger),
    },
    {
      provide: SafePictures,
      inject: [PictureChildren, Logger],
      useFactory: (children: PictureChildren, logger: Logger) =>
        new SafePictures(children, new Scales(memoryBytesMax), choice, logger),
    },
  ];
}

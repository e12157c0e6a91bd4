import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { finalize, type Observable } from 'rxjs';

/** Counts the handlers that are still at work: one whose client has gone may still have to clean up after it. */
@Injectable()
export class HandlersInHand implements NestInterceptor {
  private count = 0;
  private whenIdle: (() => void)[] = [];

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    this.count += 1;
    return next.handle().pipe(finalize(() => this.end()));
  }

  /** Resolves when no handler is at work. */
  idle(): Promise<void> {
    return this.count === 0 ? Promise.resolve() : new Promise((resolve) => this.whenIdle.push(resolve));
  }

  private end(): void {
    this.count -= 1;
    if (this.count > 0) return;
    for (const resolve of this.whenIdle.splice(0)) resolve();
  }
}

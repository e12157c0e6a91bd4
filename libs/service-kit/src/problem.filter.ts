import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { answerAndLinger, lingerLimits, type LingerLimits } from './answer-and-linger.js';
import { describeError } from './describe-error.js';
import { answerTo } from './error-answer.js';
import type { Logger } from './logger.js';
import { problemOf, problemType } from './problem-of.js';
import { requestIdOf } from './request-context.middleware.js';

/** Turns every error into problem+json. What we did not foresee is logged with the request's id and told to nobody. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly linger: LingerLimits = lingerLimits,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    // Whoever breaks off is no failure of ours, and nobody is there to hear about it.
    if (response.destroyed) return this.logger.info('request.abandoned', { error: describeError(error) });

    const answer = answerTo(error, error instanceof HttpException ? error.getStatus() : undefined);
    this.log(error, answer.status);
    // Half an answer is on its way: a cut connection is the one sign of failure that is left.
    if (response.headersSent) return void response.destroy();

    const headers = { ...answer.headers, 'Cache-Control': 'no-store', 'Content-Type': problemType };
    const body = JSON.stringify(problemOf({ ...answer, requestId: requestIdOf(response) }));
    for (const name of ['ETag', 'Last-Modified', 'Content-Encoding', 'Content-Range']) response.removeHeader(name);
    answerAndLinger(request, response, { status: answer.status, headers, body }, this.linger);
  }

  private log(error: unknown, status: number): void {
    if (status >= 500) this.logger.error('request.failed', error, { status });
    else this.logger.debug('request.refused', { status, error: describeError(error) });
  }
}

import { describe, expect, it } from '@jest/globals';
import { runInContext } from './context.js';
import { DomainError } from './domain-error.js';
import { createLogger, type Logger } from './logger.js';

class NotFound extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'photo.not_found';
}

function linesOf(write: (logger: Logger) => void, level = 'debug'): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger('resizer', level, { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a log line', () => {
  it('says when, how bad, who and what', () => {
    expect(linesOf((logger) => logger.info('photo.resized', { variants: 8 }))).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        level: 'info',
        service: 'resizer',
        event: 'photo.resized',
        variants: 8,
      },
    ]);
  });

  it('carries all that the context knows, through every await', async () => {
    const lines: Record<string, unknown>[] = [];
    const logger = createLogger('resizer', 'info', {
      write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    });
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await runInContext({ traceparent }, () =>
      runInContext({ photoId: 'p1', attempt: '2 of 5' }, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        logger.info('inside');
      }),
    );
    logger.info('outside');
    expect(lines[0]).toMatchObject({
      event: 'inside',
      photoId: 'p1',
      attempt: '2 of 5',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
    expect(lines[0]).not.toHaveProperty('traceparent');
    expect(lines[1]).not.toHaveProperty('photoId');
  });

  it('carries what its child logger was given', () => {
    expect(linesOf((logger) => logger.child({ inbox: 'resize-full' }).warn('x'))).toMatchObject([
      { inbox: 'resize-full', level: 'warn' },
    ]);
  });

  it('is not written below its level', () => {
    expect(linesOf((logger) => logger.debug('x'), 'info')).toEqual([]);
  });

  it('of an error has its stack, its details and what caused it', () => {
    const error = new NotFound('There is no such photo.', { photoId: 'p1' }, { cause: new TypeError('root') });
    expect(linesOf((logger) => logger.error('request.failed', error, { status: 500 }))).toMatchObject([
      {
        event: 'request.failed',
        level: 'error',
        status: 500,
        error: {
          type: 'NotFound',
          message: 'There is no such photo.',
          code: 'photo.not_found',
          stack: expect.stringContaining('logger.test'),
          details: { photoId: 'p1' },
          cause: { type: 'TypeError', message: 'root' },
        },
      },
    ]);
  });

  it('of an error holds nothing that a library hung on it: whole requests, and what people wrote in them', () => {
    const error = Object.assign(new Error('Duplicate entry'), { parameters: ['my private title'], code: 'ER_DUP_ENTRY' });
    const [line] = linesOf((logger) => logger.error('x', error));
    expect(line).toMatchObject({ error: { code: 'ER_DUP_ENTRY' } });
    expect(JSON.stringify(line)).not.toContain('private');
  });

  it('takes whatever was thrown', () => {
    expect(linesOf((logger) => logger.error('x', 'a string'))).toMatchObject([
      { error: { type: 'string', message: 'a string' } },
    ]);
    const loop = new Error('loop');
    loop.cause = loop;
    expect(linesOf((logger) => logger.error('x', loop))).toHaveLength(1);
  });
});

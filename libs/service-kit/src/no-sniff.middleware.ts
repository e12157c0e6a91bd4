import type { RequestHandler } from 'express';

/** A browser that guesses types would run as a script what somebody hid in a photo. */
export const noSniff: RequestHandler = (_request, response, next) => {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  next();
};

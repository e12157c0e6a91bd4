import { join } from 'node:path';

/** The folder of the whole repository: this file runs as libs/testing/dist/checkout.js. */
export const checkout = join(import.meta.dirname, '../../..');

/** What machines make for themselves, and git never sees. */
export const localFolder = join(checkout, '.local');

import { endLeftovers } from './end-leftovers.js';

/** Runs when a supervisor was killed: ends what it left. */
await endLeftovers(process.argv[2] ?? '');

import { defineMessage } from '@pinhole/contracts';
import { z } from 'zod';

const photo = z.object({ id: z.string(), rank: z.int() });

/** Two messages that are small enough to read in a test. */
export const bellRung = defineMessage('bell.rung.v1', z.object({ photo }));
export const bellBroken = defineMessage('bell.broken.v1', z.object({ photo, why: z.string().max(400_000) }));

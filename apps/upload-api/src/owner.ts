import type { Owner, OwnerId } from '@pinhole/contracts';

/** Until there is identity everybody is this one. */
export const everybody: Owner = { id: '00000000-0000-7000-8000-000000000000' as OwnerId, name: 'You' };

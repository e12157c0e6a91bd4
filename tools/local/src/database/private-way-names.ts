/** The ways to a server of our own, in the order in which they are tried. */
export const privateWayNames = ['program', 'docker', 'packages'] as const;
export type PrivateWayName = (typeof privateWayNames)[number];

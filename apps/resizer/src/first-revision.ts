/** What is made of a photo when it is uploaded. An edit or another recipe makes the next one. */
export const firstRevision = 1;

/** The two schemas, each with an account of its own on a private server. Nothing else on a server is ever touched. */
export const schemas = { uploads: 'pinhole_uploads', gallery: 'pinhole_gallery' } as const;
export type SchemaName = keyof typeof schemas;
export const schemaNames = Object.keys(schemas) as SchemaName[];

/** The URL by which an account reaches its schema; options of the server's own URL stay. */
export function schemaUrl(serverUrl: string, name: SchemaName, account?: { password: string }): string {
  const url = new URL(serverUrl);
  url.pathname = `/${schemas[name]}`;
  if (account) {
    url.username = schemas[name];
    url.password = account.password;
  }
  return url.href;
}

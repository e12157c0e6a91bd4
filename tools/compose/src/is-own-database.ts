/** The name that the database has in docker-compose.yml. Nowhere else is there a host called so. */
const ownHost = 'mysql';

/** Whether a URL leads to the stack's own server. Options are refused: the driver lets `?host=` win over the host. */
export function isOwnDatabase(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, search } = new URL(url);
  return protocol === 'mysql:' && hostname === ownHost && search === '';
}

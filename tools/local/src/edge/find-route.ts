import { routes, type Route } from '@pinhole/resources';

/** Who answers this path: the first route that matches. */
export function findRoute(path: string, table: readonly Route[] = routes): Route | null {
  return table.find((route) => matches(route.path, path)) ?? null;
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

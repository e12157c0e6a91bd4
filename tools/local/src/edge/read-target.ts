/** What a request asks for: one path that routing, key and origin all see alike, and the query with its `?`. */
export interface Target {
  readonly path: string;
  readonly search: string;
}

/** Slashes, backslashes and NUL in disguise: another server behind us could take them for something else than we did. */
const disguised = /%(2f|5c|00)/i;

/** The request target in its one canonical form (dot segments resolved, no fragment), or null where it is not to be believed. */
export function readTarget(requestTarget: string | undefined): Target | null {
  if (!requestTarget) return null;
  // Not `new URL(target, base)`: a target of `//host/path` would then name a host.
  const absolute = requestTarget.startsWith('/') ? `http://edge${requestTarget}` : requestTarget;
  if (!/^https?:\/\//i.test(absolute) || !URL.canParse(absolute)) return null;
  const { pathname, search } = new URL(absolute);
  if (disguised.test(pathname) || !isDecodable(pathname)) return null;
  return { path: pathname, search };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

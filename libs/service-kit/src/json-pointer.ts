/** A JSON pointer as a URI fragment (RFC 6901, section 6), as RFC 9457 shows it: `#/tags/3`. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return ['#', ...path.map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1')))].join('/');
}

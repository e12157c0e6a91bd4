/** On everything: what we say a thing is, it is. */
export const commonHeaders = { 'x-content-type-options': 'nosniff' } as const;

/** A picture may be shown by every site, and opened by itself it can do nothing. */
export const imageHeaders = {
  'cross-origin-resource-policy': 'cross-origin',
  'content-security-policy': "default-src 'none'; sandbox",
} as const;

/**
 * What our pages may do: run their own scripts, ask their own API, show our pictures. `publicOrigin` is named because a page
 * may be opened by another name of the same machine, while picture URLs always start with this one.
 */
export function pageHeaders(publicOrigin: string) {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': `'self' ${publicOrigin}`,
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([directive, value]) => `${directive} ${value}`)
      .join('; '),
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  } as const;
}

/** Names carry the stack's prefix, so that two stacks can share one account. */
export function resourceNames(prefix: string) {
  return {
    topic: (name: string) => `${prefix}-${name}`,
    bucket: (name: string) => `${prefix}-${name}`,
    queue: (name: string) => `${prefix}-${name}`,
    deadLetterQueue: (name: string) => `${prefix}-${name}-dead`,
  };
}

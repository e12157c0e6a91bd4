/** A share that wants more bytes than it has been given. */
export interface Ask {
  readonly bytes: number;
  readonly share: { readonly held: number };
}

export interface BudgetState<A extends Ask> {
  /** Bytes that nobody holds. */
  readonly free: number;
  /** The most that one share may hold; as much is kept back, so that one part at least can always be filled. */
  readonly partBytes: number;
  /** Parts on their way to the store. Each will give its bytes back. */
  readonly sending: number;
  /** The one share that may draw on what is kept back. */
  readonly favoured: A['share'] | undefined;
}

/**
 * Who may go on now, of those who wait (longest first). Everybody in turn, as long as one whole part stays free. When that
 * is used up and nothing is being sent, the fullest share that waits: it needs least to be sent, and sending it frees most.
 *
 * Invariant: of all shares, the fullest could be filled to a whole part with what is free. Nobody draws on the last part
 * who could not finish with it, so no set of shares can block each other for ever.
 */
export function chooseNext<A extends Ask>(waiting: readonly A[], state: BudgetState<A>): A | undefined {
  const [first] = waiting;
  if (!first) return undefined;
  const favoured = state.favoured && waiting.find((ask) => ask.share === state.favoured);
  if (favoured) return favoured;
  if (first.bytes <= state.free - state.partBytes) return first;
  if (state.favoured || state.sending > 0) return undefined;
  const fullest = waiting.reduce((fuller, ask) => (ask.share.held > fuller.share.held ? ask : fuller));
  return state.partBytes - fullest.share.held <= state.free ? fullest : undefined;
}

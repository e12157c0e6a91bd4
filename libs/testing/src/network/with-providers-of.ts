interface Making {
  readonly providers?: unknown[];
}

/**
 * A Nest module in which these providers come from another making of it, with other settings: so each thing that a service needs
 * can be behind a line of its own, where its settings know one endpoint for all of AWS.
 */
export function withProvidersOf<Module extends Making>(module: Module, other: Module, tokens: readonly unknown[]): Module {
  const isTaken = (provider: unknown) => tokens.includes((provider as { provide?: unknown }).provide);
  const own = (module.providers ?? []).filter((provider) => !isTaken(provider));
  return { ...module, providers: [...own, ...(other.providers ?? []).filter(isTaken)] };
}

/** The environment does not fit the schema. One line for each fault, so that an operator mends them all at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(['The service cannot start, its environment is not right:', ...faults].join('\n'));
  }
}

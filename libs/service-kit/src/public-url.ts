/** Where the world finds us: scheme, host and port, without a slash at the end. */
export class PublicUrl {
  constructor(readonly value: string) {}
}

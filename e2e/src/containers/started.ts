/** A server in a container. */
export interface Started {
  url: string;
  stop(): Promise<void>;
}

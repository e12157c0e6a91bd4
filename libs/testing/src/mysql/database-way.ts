/** How a server is to be started, whatever way it comes from. */
export interface DatabaseOptions {
  /** Where it keeps everything; the same folder finds it again. Without one: a temporary folder, which goes with it. */
  folder?: string;
  /** On 127.0.0.1. Without one: any that is free. */
  port?: number;
  /** `durable` keeps a commit through a loss of power; `fast`, for tests, only through the death of the server. */
  pace: 'durable' | 'fast';
  log?: (line: string) => void;
}

export interface DatabaseServer {
  /** An account that may do everything: mysql://root:…@127.0.0.1:…/ */
  url: string;
  /** What it is, for people: `MariaDB 10.11.19`. */
  kind: string;
  /** Nothing where it is no process of ours. */
  pid?: number;
  /** How it ended, in words: resolved when it has. Never for a server that is not ours. */
  exited: Promise<string>;
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** One way to come to a database server: it starts one, or throws what stood in the way. */
export interface DatabaseWay {
  /** Fits into “… by this way: because”. */
  readonly name: string;
  start(options: DatabaseOptions): Promise<DatabaseServer>;
}

/** What stands in every way alike, such as a port in use or a damaged folder: to go on trying would only hide it. */
export class EveryWayBlocked extends Error {}

/** No way led to a server. The message tells what each one said. */
export class NoDatabaseServer extends Error {}

/** The first way that leads to a server. One that fails is not the end, only the last one is. */
export async function startByFirstWay(ways: readonly DatabaseWay[], options: DatabaseOptions): Promise<DatabaseServer> {
  const said: string[] = [];
  for (const way of ways) {
    try {
      return await way.start(options);
    } catch (error) {
      if (error instanceof EveryWayBlocked) throw error;
      said.push(`- ${way.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new NoDatabaseServer(`No database server could be started.\n${said.join('\n')}`);
}

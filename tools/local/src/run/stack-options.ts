import type { SchemaName } from '../database/schemas.js';
import type { Folders } from './folders.js';

/** How a stack is run. */
export interface StackOptions {
  readonly folders: Folders;
  /** Of the edge; 0 takes any free one. */
  readonly port: number;
  readonly databaseUrl?: string;
  readonly demo: boolean;
  readonly watch: boolean;
  readonly environment: NodeJS.ProcessEnv;
  /** Shows text to whoever sits before the terminal. */
  readonly show: (text: string) => void;
  readonly coloured: boolean;
  /** For a program that started us. */
  readonly tell: (event: StackEvent) => void;
}

export type StackEvent =
  | { readonly kind: 'spawned'; readonly name: string; readonly pid: number }
  | { readonly kind: 'ready'; readonly url: string; readonly databaseUrls: Readonly<Record<SchemaName, string>> };

import type { z } from 'zod';
import { DomainError, type FieldError } from './domain-error.js';
import { jsonPointer } from './json-pointer.js';

/** What a schema found wrong: zod's own issue, or that of any other Standard Schema. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Too long, too many, out of range: the request was understood and breaks a rule. Anything else was not understood. */
const ruleCodes: ReadonlySet<string> = new Set<z.core.$ZodIssue['code']>(['too_big', 'too_small']);

/** A request that does not fit its schema. `at` is where in the request the checked value was. */
export class SchemaFailure extends DomainError {
  readonly kind: 'malformed' | 'unprocessable';
  readonly code: 'malformed' | 'unprocessable';
  override readonly errors: readonly FieldError[];

  constructor(issues: readonly SchemaIssue[], at: readonly PropertyKey[] = []) {
    const rulesOnly = issues.every((issue) => 'code' in issue && ruleCodes.has(String(issue.code)));
    super(rulesOnly ? 'The request breaks a rule; `errors` says where.' : 'The request is malformed; `errors` says where.');
    this.kind = rulesOnly ? 'unprocessable' : 'malformed';
    this.code = this.kind;
    this.errors = issues.flatMap((issue) => fieldErrorsOf(issue, at));
  }
}

function fieldErrorsOf(issue: SchemaIssue, at: readonly PropertyKey[]): FieldError[] {
  const path = [...at, ...(issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))];
  const unknownKeys = 'keys' in issue && Array.isArray(issue.keys) ? (issue.keys as string[]) : [];
  if (unknownKeys.length === 0) return [{ pointer: jsonPointer(path), detail: issue.message }];
  return unknownKeys.map((key) => ({ pointer: jsonPointer([...path, key]), detail: 'There is no such field.' }));
}

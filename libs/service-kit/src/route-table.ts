import type { Express } from 'express';

/** One entry of Express's router: `match` says whether a path is its own. */
interface Layer {
  /** Without a method it answers every one. */
  readonly route?: { readonly path: string; readonly stack: readonly { readonly method?: string }[] };
  match(path: string): boolean;
}

export interface KnownRoute {
  readonly method: string;
  /** With its parameters as OpenAPI writes them: `/v1/photos/{id}`. */
  readonly path: string;
}

/** What we need of a Nest application. */
export interface Routed {
  getHttpAdapter(): { getInstance(): Express };
}

/** Every route of a running service, asked of the router itself, so that there is no second list to keep. */
export function knownRoutes(app: Routed): KnownRoute[] {
  return layersOf(app.getHttpAdapter().getInstance()).flatMap(({ route }) =>
    (route?.stack ?? []).map(({ method = 'ALL' }) => ({
      method: method.toUpperCase(),
      path: route?.path.replace(/:(\w+)/g, '{$1}') ?? '',
    })),
  );
}

/** The methods that are known at a path; none where there is nothing, or where any will do. */
export function methodsAt(express: Express, path: string): string[] {
  const layers = layersOf(express).filter((layer) => layer.match(path));
  const methods = new Set(layers.flatMap(({ route }) => route?.stack.map(({ method = 'ALL' }) => method.toUpperCase()) ?? []));
  if (methods.has('ALL')) return [];
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort();
}

function layersOf(express: Express): Layer[] {
  const layers = express.router.stack as unknown as readonly Layer[];
  return layers.filter(({ route }) => route !== undefined);
}

/** Of the shell that a person types in: nothing of the nx and npm that run us, and no settings of another stack. */
export function personsEnvironment(all: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !foreign.test(name)));
}

const foreign =
  /^(NX_|npm_|PINHOLE_|COMPOSE_(?!BAKE)|BENCH_SCALE$|INIT_CWD$|FORCE_COLOR$|NODE_OPTIONS$|LOG_LEVEL$|UPLOAD_BYTES_MAX$|RESIZE_CONCURRENCY$|LANES$)/;

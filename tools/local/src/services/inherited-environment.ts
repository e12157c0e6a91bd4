/**
 * What of the caller's environment a process gets: settings such as UPLOAD_BYTES_MAX or LOG_LEVEL, but no AWS account of
 * theirs, so that nothing here can ever reach it, and nothing that npm says to scripts.
 */
export function inheritedEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(AWS_|npm_|PINHOLE_|NODE_CHANNEL_|DATABASE_URL$)/i.test(name)),
  );
}

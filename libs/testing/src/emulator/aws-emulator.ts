export interface AwsEmulatorOptions {
  /** Where its data lies. Without one it gets a temporary folder, which goes with it. */
  folder?: string;
  port?: number;
  log?: (line: string) => void;
}

/** What a service's environment must say to reach it. The keys are checked by nobody, but the SDK wants some. */
export interface AwsSettings extends Record<string, string> {
  AWS_REGION: string;
  AWS_ENDPOINT_URL: string;
  S3_FORCE_PATH_STYLE: string;
  AWS_ACCESS_KEY_ID: string;
  AWS_SECRET_ACCESS_KEY: string;
}

/** S3, SNS and SQS on 127.0.0.1, for whoever started them alone. */
export interface AwsEmulator {
  endpoint: string;
  settings: AwsSettings;
  /** How it ended, in words: resolved when it has. */
  exited: Promise<string>;
  /** At once. The same folder finds everything again. */
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

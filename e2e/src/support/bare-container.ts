import { Child, runToEnd } from '@pinhole/testing';
import { outsideNx } from './typed-command.js';

/** Who types a command, and where. */
export interface Place {
  user: string;
  folder: string;
}

const image = 'debian:bookworm-slim';
const label = 'org.pinhole.test=newcomer';

/** Should nobody be left to remove it, the container ends by itself. */
const livesSecondsMax = 7_200;
const pullSecondsMax = 300;
const aMinute = 60;

/** A Debian with nothing in it yet, driven by the docker program as a person would. */
export class BareContainer {
  private constructor(private readonly id: string) {}

  static async start(): Promise<BareContainer> {
    // With an init process: without one, what ended would stand in the list of processes for ever.
    const options = ['run', '--detach', '--rm', '--init', '--label', label];
    return new BareContainer((await docker([...options, image, 'sleep', String(livesSecondsMax)], pullSecondsMax)).trim());
  }

  /** Runs a command to its end and gives what it printed. */
  async run(command: string, place: Place, secondsMax = aMinute, input?: string): Promise<string> {
    return docker(['exec', '--interactive', ...this.typed(command, place)], secondsMax, input);
  }

  /** Types a command and does not wait for its end. */
  begin(command: string, place: Place): Child {
    return new Child('docker', ['exec', ...this.typed(command, place)], { environment: outsideNx() });
  }

  async copyIn(from: string, to: string): Promise<void> {
    await docker(['cp', '--quiet', from, `${this.id}:${to}`], 5 * aMinute);
  }

  /** Every process in it: pid and command line, a line each. */
  processes(): Promise<string> {
    return docker(['top', this.id, '-eo', 'pid,args'], aMinute);
  }

  async remove(): Promise<void> {
    await docker(['rm', '--force', '--volumes', this.id], 4 * aMinute);
  }

  private typed(command: string, { user, folder }: Place): string[] {
    return ['--user', user, '--workdir', folder, this.id, 'sh', '-c', command];
  }
}

function docker(args: string[], secondsMax: number, input?: string): Promise<string> {
  return runToEnd('docker', args, { environment: outsideNx(), secondsMax, input });
}

/** Sends a signal to a process that leads a group, or to all of its group; nothing happens where nobody is left. */
export function signalProcess(pid: number, signal: NodeJS.Signals, whom: 'leader' | 'group'): void {
  try {
    process.kill(whom === 'group' ? -pid : pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

import { GenericContainer } from 'testcontainers';

/** A container whose ports are open on 127.0.0.1 alone: by itself, testcontainers opens them to the whole network. */
export class LoopbackContainer extends GenericContainer {
  protected override beforeContainerCreated(): Promise<void> {
    const bindings = Object.values(this.hostConfig.PortBindings as Record<string, { HostIp?: string }[]>);
    for (const binding of bindings.flat()) binding.HostIp = '127.0.0.1';
    return Promise.resolve();
  }
}

import type { BodyOf } from '@pinhole/contracts';
import type { InboxResource } from '@pinhole/resources';
import type { Delivery } from './delivery.js';
import { OnMessage } from './on-message.js';
import { bellRung } from './sample-contracts.fixture.js';

export type BellRung = BodyOf<typeof bellRung>;

/** A queue that hears one kind of message, with times that a test can wait for. */
export const bellResource: InboxResource = {
  name: 'bell',
  hears: [bellRung.name],
  visibilityTimeoutSeconds: 30,
  maxReceiveCount: 5,
  retentionSeconds: 3_600,
  deadLetterRetentionSeconds: 7_200,
  handlerSecondsMax: 20,
};

/** A door that remembers what came in, and behind which a test decides what happens. */
export class BellInbox {
  readonly deliveries: Delivery[] = [];
  readonly heard: BellRung[] = [];

  constructor(private readonly act: (message: BellRung, delivery: Delivery) => Promise<unknown> = () => Promise.resolve()) {}

  @OnMessage(bellRung)
  async onBellRung(message: BellRung, delivery: Delivery): Promise<void> {
    this.deliveries.push(delivery);
    this.heard.push(message);
    await this.act(message, delivery);
  }
}

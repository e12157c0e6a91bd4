import { describe, expect, it } from '@jest/globals';
import type { BodyOf } from '@pinhole/contracts';
import type { Delivery } from './delivery.js';
import { OnMessage } from './on-message.js';
import { openDoors } from './open-doors.js';
import { bellBroken, bellRung } from './sample-contracts.fixture.js';

class RungInbox {
  readonly heard: unknown[] = [];

  @OnMessage(bellRung)
  async onRung(message: BodyOf<typeof bellRung>, { attempt }: Delivery): Promise<void> {
    this.heard.push({ message, attempt });
  }
}

class BrokenInbox {
  @OnMessage(bellBroken)
  async onBroken(): Promise<void> {}
}

class BothInbox extends RungInbox {
  @OnMessage(bellBroken)
  async onBroken(): Promise<void> {}
}

const hearing = (...hears: string[]) => ({ name: 'tower', hears });

describe('openDoors', () => {
  it('finds one door for each message, in several providers or in one', () => {
    const resource = hearing('bell.rung.v1', 'bell.broken.v1');
    for (const providers of [[new RungInbox(), new BrokenInbox()], [new BothInbox()]])
      expect([...openDoors(resource, providers).keys()].sort()).toEqual(['bell.broken.v1', 'bell.rung.v1']);
  });

  it('leads to the method of that very provider', async () => {
    const inbox = new BothInbox();
    const message = { photo: { id: 'one', rank: 1 } };
    const door = openDoors(hearing('bell.rung.v1', 'bell.broken.v1'), [inbox]).get('bell.rung.v1')!;
    await door.handle(message, { attempt: 3 } as Delivery);
    expect(inbox.heard).toEqual([{ message, attempt: 3 }]);
  });

  it.each([
    {
      fault: 'a missing one',
      hears: ['bell.rung.v1', 'bell.broken.v1'],
      doors: [new RungInbox()],
      says: 'bell.broken.v1 has no door.',
    },
    { fault: 'no provider at all', hears: ['bell.rung.v1'], doors: [], says: 'bell.rung.v1 has no door.' },
    {
      fault: 'a double one',
      hears: ['bell.rung.v1', 'bell.broken.v1'],
      doors: [new BothInbox(), new RungInbox()],
      says: 'bell.rung.v1 has more than one door: BothInbox.onRung and RungInbox.onRung.',
    },
    {
      fault: 'an extra one',
      hears: ['bell.rung.v1'],
      doors: [new BothInbox()],
      says: 'bell.broken.v1 never comes here, yet has a door: BothInbox.onBroken.',
    },
  ])('names $fault', ({ hears, doors, says }) => {
    expect(() => openDoors(hearing(...hears), doors)).toThrow(`The inbox "tower" cannot start:\n${says}`);
  });

  it('names all faults at once', () => {
    expect(() => openDoors(hearing('bell.lost.v1', 'bell.rung.v1'), [new BothInbox(), new RungInbox()])).toThrow(
      /bell\.lost\.v1 has no door\.\nbell\.rung\.v1 has more than one.*\nbell\.broken\.v1 never comes/,
    );
  });
});

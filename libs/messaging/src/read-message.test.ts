import { describe, expect, it } from '@jest/globals';
import { OnMessage } from './on-message.js';
import { openDoors } from './open-doors.js';
import { MalformedMessage, readMessage } from './read-message.js';
import { seal } from './seal.js';
import { bellRung } from './sample-contracts.fixture.js';

class RungInbox {
  @OnMessage(bellRung)
  async onRung(): Promise<void> {}
}

const doors = openDoors({ name: 'tower', hears: ['bell.rung.v1'] }, [new RungInbox()]);
const good = seal(bellRung, { photo: { id: 'one', rank: 1 } }, new Date());

describe('readMessage', () => {
  it('opens what keeps its contract', () => {
    expect(readMessage(JSON.stringify(good), doors)).toMatchObject({
      envelope: good,
      body: good.body,
      door: { contract: bellRung },
    });
  });

  it('drops what it does not know, so that deployments may overlap', () => {
    const newer = { ...good, mood: 'fine', body: { photo: { id: 'one', rank: 1, mood: 'fine' }, more: 1 } };
    expect(readMessage(JSON.stringify(newer), doors)).toMatchObject({ body: good.body });
  });

  it.each([
    { fault: 'nothing', text: undefined, says: 'Not JSON.' },
    { fault: 'what is not JSON', text: '{"name":', says: 'Not JSON.' },
    { fault: 'JSON null', text: 'null', says: /No envelope: .*expected object/ },
    { fault: 'no envelope', text: '{"hello":"world"}', says: /No envelope: / },
    { fault: 'an id that is none', text: JSON.stringify({ ...good, id: '7' }), says: /No envelope: .*id/s },
    { fault: 'a trace that is none', text: JSON.stringify({ ...good, traceparent: 'x' }), says: /No envelope: .*traceparent/s },
    {
      fault: 'a name nobody knows',
      text: JSON.stringify({ ...good, name: 'bell.stolen.v1' }),
      says: 'Nobody here knows bell.stolen.v1.',
    },
    {
      fault: 'a name of every object',
      text: JSON.stringify({ ...good, name: 'constructor' }),
      says: 'Nobody here knows constructor.',
    },
    {
      fault: 'a wrong body',
      text: JSON.stringify({ ...good, body: { photo: { id: 1 } } }),
      says: /Not a bell.rung.v1: .*photo\.id/s,
    },
  ])('calls $fault malformed', ({ text, says }) => {
    const read = readMessage(text, doors);
    expect(read).toBeInstanceOf(MalformedMessage);
    expect((read as MalformedMessage).message).toMatch(says);
  });

  it('describes a fault in a few words, however many there are', () => {
    const text = JSON.stringify({ ...good, body: { photo: 'x'.repeat(10_000) } });
    expect((readMessage(text, doors) as MalformedMessage).message.length).toBeLessThanOrEqual(500);
  });
});

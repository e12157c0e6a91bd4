import { InvalidParameterException, NotFoundException } from '@aws-sdk/client-sns';
import { describe, expect, it } from '@jest/globals';
import { publishOrRefuse, TopicUnreachable } from './publish-or-refuse.js';
import type { WrittenMessage } from './written-message.js';

const batch = ['a', 'b', 'bad', 'c'].map((payload) => ({ name: 'a.b.v1', payload }));
const aboutTheMessage = () => new InvalidParameterException({ message: 'no', $metadata: {} });

/** A topic that refuses a whole batch for one message in it. */
function fussyTopic() {
  const published: string[] = [];
  return {
    published,
    publishBatch: async (messages: readonly WrittenMessage[]) => {
      if (messages.some(({ payload }) => payload === 'bad')) throw aboutTheMessage();
      published.push(...messages.map(({ payload }) => payload));
      return [];
    },
  };
}

describe('publishOrRefuse', () => {
  it('publishes what is well though its batch is refused for another', async () => {
    const topic = fussyTopic();
    const failures = await publishOrRefuse(topic, batch);
    expect(topic.published).toEqual(['a', 'b', 'c']);
    expect(failures).toEqual([{ index: 2, code: 'InvalidParameterException', refused: true }]);
  });

  it('hands on what failed within a batch that was taken', async () => {
    const failure = { index: 1, code: 'Throttled', refused: false };
    expect(await publishOrRefuse({ publishBatch: async () => [failure] }, batch)).toEqual([failure]);
  });

  it.each([
    { trouble: 'a connection that ends', error: new Error('ECONNRESET') },
    { trouble: 'a topic that is not there', error: new NotFoundException({ message: 'no topic', $metadata: {} }) },
  ])('blames no message for $trouble', async ({ error }) => {
    const publishBatch = async () => {
      throw error;
    };
    await expect(publishOrRefuse({ publishBatch }, batch)).rejects.toThrow(new TopicUnreachable(error));
  });
});

import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { envelope, photoRejected, photoResized, type PhotoId } from '@pinhole/contracts';

export type Decision = 'ready' | 'rejected';

const decisionOf: Partial<Record<string, Decision>> = { [photoResized.name]: 'ready', [photoRejected.name]: 'rejected' };

/** An ear that hears what became of each photo, as soon as it is said. */
export class Decisions implements AsyncDisposable {
  private readonly waiting = new Map<string, (decision: Decision) => void>();
  private readonly stopped = new AbortController();
  private readonly listening: Promise<void>;

  constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
  ) {
    this.listening = this.listen();
  }

  /** Ask before it can be decided: what was heard before anybody asked is forgotten. */
  of(id: PhotoId): Promise<Decision> {
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stopped.abort();
    await this.listening;
  }

  private async listen(): Promise<void> {
    const { signal: abortSignal } = this.stopped;
    const QueueUrl = this.queueUrl;
    while (!abortSignal.aborted)
      try {
        const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 });
        const { Messages = [] } = await this.sqs.send(receive, { abortSignal });
        for (const { Body = '' } of Messages) this.hear(Body);
        const Entries = Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
        if (Entries.length > 0) await this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      } catch (error) {
        if (!abortSignal.aborted) throw error;
      }
  }

  private hear(message: string): void {
    const { name, body } = envelope.parse(JSON.parse(message));
    const decision = decisionOf[name];
    if (decision) this.waiting.get((body as { photo: { id: string } }).photo.id)?.(decision);
  }
}

import { ChangeMessageVisibilityCommand, SQSServiceException, type SQSClient } from '@aws-sdk/client-sqs';

export interface LeaseTerms {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly receiptHandle: string;
  /** How long SQS hides the message after each renewal. */
  readonly visibilitySeconds: number;
}

/** Renewed at a third of the time: two renewals may fail for want of a connection before the message shows again. */
const renewalsPerVisibility = 3;

export class LeaseLost extends Error {
  constructor(cause: unknown) {
    super('The message is no longer ours: its visibility could not be renewed.', { cause });
    this.name = new.target.name;
  }
}

/** Keeps a message hidden while it is worked on. */
export class Lease {
  private readonly timer: NodeJS.Timeout;
  private readonly renewalMs: number;
  private heldUntil: number;
  private released = false;

  constructor(
    private readonly terms: LeaseTerms,
    private readonly onLost: (reason: LeaseLost) => void,
  ) {
    this.heldUntil = this.endIfRenewedNow();
    this.renewalMs = Math.floor((terms.visibilitySeconds * 1_000) / renewalsPerVisibility);
    this.timer = setInterval(() => void this.renew(), this.renewalMs);
  }

  release(): void {
    this.released = true;
    clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    const heldUntil = this.endIfRenewedNow();
    const { sqs, queueUrl: QueueUrl, receiptHandle: ReceiptHandle, visibilitySeconds: VisibilityTimeout } = this.terms;
    try {
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }), {
        abortSignal: AbortSignal.timeout(this.renewalMs),
      });
      this.heldUntil = heldUntil;
    } catch (error) {
      const isOver = performance.now() + this.renewalMs > this.heldUntil;
      if (!this.released && (isRefusal(error) || isOver)) this.lose(error);
    }
  }

  private lose(cause: unknown): void {
    this.release();
    this.onLost(new LeaseLost(cause));
  }

  private endIfRenewedNow(): number {
    return performance.now() + this.terms.visibilitySeconds * 1_000;
  }
}

/** SQS has answered, and the answer is no: the message is deleted, or somebody else has it. */
function isRefusal(error: unknown): boolean {
  return error instanceof SQSServiceException && error.$fault === 'client' && error.$retryable === undefined;
}

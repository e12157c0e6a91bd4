import type { Logger } from '@pinhole/service-kit';
import { PictureChild, type ChildTerms } from './picture-child.js';

/** Children that wait for work, and those that have some. Each is replaced when it has had enough, or did not outlive a picture. */
export class PictureChildren {
  private readonly idle: PictureChild[] = [];
  private readonly all = new Set<PictureChild>();
  private isEnded = false;
  /** However we end, if anything of us still runs: none may be left. */
  private readonly onExit = () => void [...this.all].map((child) => child.end());

  constructor(
    private readonly terms: ChildTerms,
    /** Kept ready. There may be more for a moment. */
    private readonly count: number,
    private readonly logger: Logger,
  ) {
    process.once('exit', this.onExit);
  }

  /** Has as many ready as there may be photos at once. */
  async warm(): Promise<void> {
    await Promise.all(Array.from({ length: this.count }, () => this.replace()));
  }

  /** Lends a child that has nothing else to do; a new one, if it has to be one that was never used. */
  async with<Result>(use: (child: PictureChild) => Promise<Result>, { fresh = false } = {}): Promise<Result> {
    const child = (fresh ? undefined : this.idle.pop()) ?? (await this.start());
    try {
      return await use(child);
    } finally {
      await this.takeBack(child);
    }
  }

  get pids(): number[] {
    return [...this.all].map(({ pid }) => pid);
  }

  async end(): Promise<void> {
    this.isEnded = true;
    process.off('exit', this.onExit);
    await Promise.all([...this.all].map((child) => this.drop(child)));
  }

  private async start(): Promise<PictureChild> {
    const child = await PictureChild.start(this.terms);
    this.all.add(child);
    // Whoever comes while we end.
    if (this.isEnded) await this.drop(child);
    return child;
  }

  private async takeBack(child: PictureChild): Promise<void> {
    if (child.isAlive && !child.isSpent && this.idle.length < this.count) {
      this.idle.push(child);
      return;
    }
    await this.drop(child);
    if (this.all.size < this.count) void this.replace();
  }

  private async drop(child: PictureChild): Promise<void> {
    await child.end();
    this.all.delete(child);
  }

  /** Beside the work: who needs a child and finds none starts one too, and hears why it cannot be. */
  private async replace(): Promise<void> {
    if (this.isEnded) return;
    try {
      const child = await this.start();
      if (!this.isEnded) this.idle.push(child);
    } catch (error) {
      this.logger.error('child.not_started', error);
    }
  }
}

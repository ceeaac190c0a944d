/** One piece of work at a time, the newest next; what was wanted between them is never done. */
export class Newest {
  private busy = false;
  private next: (() => Promise<void>) | null = null;

  /** Is another piece of work waiting? Then what is being done is old already. */
  get overtaken(): boolean {
    return this.next !== null;
  }

  async ask(work: () => Promise<void>): Promise<void> {
    this.next = work;
    if (this.busy) return;
    this.busy = true;
    while (this.next !== null) {
      const now: () => Promise<void> = this.next;
      this.next = null;
      await now();
    }
    this.busy = false;
  }
}

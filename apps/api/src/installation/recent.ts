/** Somebody who asks how it is isn't kept longer than this by whatever else the database is asked. */
const WAITED_MS = 20;
/** The database's own deadline for a question: what is older is no longer how it is. */
const STALE_MS = 5000;

/**
 * The newest answer to a question that is asked over and over: a fresh one where it comes at once, else the last one. One question is
 * under way at a time, whoever asks; a failure is told to all who wait for it, and to nobody later.
 *
 * @throws what the question throws, when it has been under way for as long as the last answer is good
 */
export class Recent<T> {
  private readonly question: () => Promise<T>;
  private readonly now: () => number;
  private coming: Promise<T> | null = null;
  private last: { answer: T; at: number } | null = null;

  constructor(question: () => Promise<T>, now = () => performance.now()) {
    this.question = question;
    this.now = now;
  }

  async get(): Promise<T> {
    const coming = this.newest();
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<null>((done) => (timer = setTimeout(done, WAITED_MS, null)));
    const fresh = await Promise.race([coming.then((answer) => ({ answer })), waited]).finally(() =>
      clearTimeout(timer),
    );
    if (fresh !== null) return fresh.answer;
    return this.last !== null && this.now() - this.last.at < STALE_MS ? this.last.answer : coming;
  }

  private newest(): Promise<T> {
    if (this.coming !== null) return this.coming;
    const at = this.now();
    const coming = Promise.resolve()
      .then(this.question)
      .finally(() => (this.coming = null));
    coming.then(
      (answer) => (this.last = { answer, at }),
      () => (this.last = null),
    );
    return (this.coming = coming);
  }
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer | null) => void;
  readonly reject: (error: unknown) => void;
}

/** One question under way at a time, the newest next; those between are told null at once, and never asked. */
export class Newest<Question, Answer> {
  private readonly ask: (question: Question) => Promise<Answer | null>;
  private waiting: Waiting<Question, Answer> | null = null;
  private busy = false;

  constructor(ask: (question: Question) => Promise<Answer | null>) {
    this.ask = ask;
  }

  answer(question: Question): Promise<Answer | null> {
    this.waiting?.resolve(null);
    return new Promise((resolve, reject) => {
      this.waiting = { question, resolve, reject };
      void this.next();
    });
  }

  private async next(): Promise<void> {
    if (this.busy || this.waiting === null) return;
    const { question, resolve, reject } = this.waiting;
    this.busy = true;
    this.waiting = null;
    await this.ask(question).then(resolve, reject);
    this.busy = false;
    void this.next();
  }
}

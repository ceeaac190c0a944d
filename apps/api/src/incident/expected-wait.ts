/** Longer than this nobody is let wait: who comes then is told at once to come again. */
const WAIT_MAX_MS = 500;
/** So few may always wait, however slow the last answers were. */
const ALWAYS = 8;
/** How much the newest answer says of how long the next will take. */
const NEWEST_WEIGHT = 0.1;

/** How long whoever joins a line would wait, from how fast it moved until now. */
export class ExpectedWait {
  /** Milliseconds between two that leave the line, on average. */
  private pace_ms = 0;

  private readonly places: number;

  constructor(places: number) {
    this.places = places;
  }

  /** @param waiting how many are in line already */
  isTooLong(waiting: number): boolean {
    return waiting >= ALWAYS && waiting * this.pace_ms > WAIT_MAX_MS;
  }

  /** @param waiting how many are in line before this one. @returns to be called when it has its answer */
  begin(waiting: number, now = () => performance.now()): () => void {
    const from = now();
    return () => {
      // Those before it and itself passed in that time; one that found an empty line had one of several places.
      const pace = (now() - from) / (waiting + 1);
      this.pace_ms += NEWEST_WEIGHT * (Math.min(pace, WAIT_MAX_MS) / (waiting === 0 ? this.places : 1) - this.pace_ms);
    };
  }
}

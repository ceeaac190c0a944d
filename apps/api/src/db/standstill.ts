/**
 * One job has the whole embedded database to itself (a restore). Whoever asks meanwhile is told at once and when to try
 * again, instead of waiting for its end.
 */
export class Standstill {
  #jobs = 0;

  get now(): boolean {
    return this.#jobs > 0;
  }

  async during<T>(job: () => Promise<T>): Promise<T> {
    this.#jobs++;
    try {
      return await job();
    } finally {
      this.#jobs--;
    }
  }
}

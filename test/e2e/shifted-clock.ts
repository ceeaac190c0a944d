/** Another time than it is, for the page or the process that this runs in. It is sent there as text, so it uses nothing from outside itself. */
export function shiftClock(by_ms: number): void {
  const Real = globalThis.Date;
  globalThis.Date = class extends Real {
    constructor(...given: [] | [string | number | Date]) {
      super(...((given.length === 0 ? [Real.now() + by_ms] : given) as [number]));
    }
    static override now(): number {
      return Real.now() + by_ms;
    }
  } as DateConstructor;
}

/** Settings that put back the clock of a program that is started, and of its threads. */
export const shiftedBy = (by_ms: number): Record<string, string> => {
  const preload = `data:text/javascript,${encodeURIComponent(`(${shiftClock})(${by_ms})`)}`;
  return { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${preload}`.trim() };
};

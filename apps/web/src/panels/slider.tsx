import { useId, useRef } from 'react';
import styles from './slider.module.css';

interface SliderProps {
  label: string;
  /** What can be chosen, ascending. */
  stops: readonly number[];
  value: number;
  /** A stop in words, with its unit. */
  says: (stop: number) => string;
  /** Another stop; `resting` false while the pointer or a key is held down. */
  onSlide: (stop: number, resting: boolean) => void;
  /** The pointer or the key was let go. */
  onRest: () => void;
}

/** A slider over given stops. What it is moved to while it is held is one step of the person who holds it. */
export function Slider({ label, stops, value, says, onSlide, onRest }: SliderProps) {
  const id = useId();
  const held = useRef(false);
  const at = nearest(stops, value);
  const rest = (): void => {
    if (held.current) onRest();
    held.current = false;
  };
  const hold = (): void => {
    held.current = true;
  };
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{says(value)}</output>
      <input
        id={id}
        type="range"
        min={0}
        max={stops.length - 1}
        value={at}
        aria-valuetext={says(value)}
        onChange={({ target }) => onSlide(stops[Number(target.value)]!, !held.current)}
        onPointerDown={hold}
        onPointerUp={rest}
        onPointerCancel={rest}
        onKeyDown={hold}
        onKeyUp={rest}
        onBlur={rest}
      />
    </div>
  );
}

/** The place of the stop that is the fewest times larger or smaller. */
const nearest = (stops: readonly number[], value: number): number =>
  stops.reduce(
    (best, stop, at) => (Math.abs(Math.log(stop / value)) < Math.abs(Math.log(stops[best]! / value)) ? at : best),
    0,
  );

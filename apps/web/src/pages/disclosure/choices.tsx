import { AnyOf } from '../lawful/any-of.tsx';
import lawful from '../lawful/lawful.module.css';
import styles from './disclosure.module.css';

interface ChoicesProps<T extends string | number> {
  legend: string;
  choices: readonly { value: T; name: string }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

/** Any of a few. */
export function Choices<T extends string | number>({ legend, choices, chosen, onChange }: ChoicesProps<T>) {
  return (
    <fieldset className={lawful.choices}>
      <legend>{legend}</legend>
      <div className={styles.choices}>
        <AnyOf choices={choices} chosen={chosen} onChange={onChange} />
      </div>
    </fieldset>
  );
}

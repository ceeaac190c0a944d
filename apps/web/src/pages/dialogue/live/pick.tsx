import styles from './live.module.css';

interface PickProps<T> {
  legend: string;
  choices: readonly { value: T; name: string; remark?: string | undefined }[];
  isChosen: (value: T) => boolean;
  onTap: (value: T) => void;
}

/** Choices as large as a finger, one or several of them pressed. */
export function Pick<T extends string | number>({ legend, choices, isChosen, onTap }: PickProps<T>) {
  return (
    <fieldset className={styles.pick}>
      <legend>{legend}</legend>
      {choices.map(({ value, name, remark }) => (
        <button key={value} type="button" aria-pressed={isChosen(value)} onClick={() => onTap(value)}>
          {name}
          {remark !== undefined && <small> {remark}</small>}
        </button>
      ))}
    </fieldset>
  );
}

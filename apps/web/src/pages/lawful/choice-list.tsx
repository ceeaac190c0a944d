import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AnyOf } from './any-of.tsx';
import styles from './lawful.module.css';

interface ChoiceListProps {
  legend: string;
  /** What no limit is called. */
  all: string;
  choices: readonly { value: string; name: string }[];
  /** null: no limit. */
  chosen: readonly string[] | null;
  onChange: (chosen: string[] | null) => void;
}

/** All, or some of a few. */
export function ChoiceList({ legend, all, choices, chosen, onChange }: ChoiceListProps) {
  const { t } = useTranslation('lawful');
  const group = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      <label>
        <input type="radio" name={group} checked={chosen === null} onChange={() => onChange(null)} />
        {all}
      </label>
      <label>
        <input type="radio" name={group} checked={chosen !== null} onChange={() => onChange([])} />
        {t('viewers.some')}
      </label>
      {chosen !== null && (
        <div className={styles.some}>
          <AnyOf choices={choices} chosen={chosen} onChange={onChange} />
        </div>
      )}
    </fieldset>
  );
}

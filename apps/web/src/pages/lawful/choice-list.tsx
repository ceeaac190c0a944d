import { useId } from 'react';
import { useTranslation } from 'react-i18next';
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
          {choices.map(({ value, name }) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
                }
              />
              <bdi>{name}</bdi>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

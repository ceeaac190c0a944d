import { useTranslation } from 'react-i18next';
import { useFilter } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber, weekdayNames } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { HOUR_PRESETS, sameSelection } from './hour-presets.ts';
import { toggleWeekday, withSelection } from './hour-selection.ts';
import styles from './panel.module.css';
import { weekWords } from './week-words.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const two = (hour: number): string => `${String(hour).padStart(2, '0')}.00`;

/** Hours and weekdays without a matrix: by name, or one by one. */
export function WeekPicker() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { filter, setFilter } = useFilter();
  const { incidents, monthly } = useArea().municipality.data;
  const long = weekdayNames(language, 'long');
  const setHour = (end: 'start' | 'end', hour: number): void =>
    setFilter((before) =>
      withSelection(before, { ...before, hours: { start: 0, end: 0, ...before.hours, [end]: hour } }),
    );
  return (
    <>
      <ul className={styles.options}>
        {HOUR_PRESETS.map(({ name, selection }) => {
          const chosen = sameSelection(filter, selection);
          const copy = {
            hours: selection.hours,
            weekdays: 'weekdays' in selection ? [...selection.weekdays] : undefined,
          };
          return (
            <li key={name}>
              <button
                type="button"
                className={styles.option}
                aria-pressed={chosen}
                onClick={() => setFilter((before) => withSelection(before, chosen ? {} : copy))}
              >
                <span>{t(`hours.${name}`)}</span>
                <small>{weekWords(copy, language)}</small>
              </button>
            </li>
          );
        })}
      </ul>
      <hr className={styles.rule} />
      <fieldset className={styles.week} aria-label={t('hours.weekdays')}>
        {weekdayNames(language, 'short').map((name, i) => (
          <button
            key={name}
            type="button"
            aria-label={long[i]}
            aria-pressed={filter.weekdays?.includes(i + 1) ?? false}
            onClick={() => setFilter((before) => withSelection(before, toggleWeekday(before, i + 1)))}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <div className={styles.fields}>
        {(['start', 'end'] as const).map((end) => (
          <label key={end} className={styles.field}>
            {t(`hours.${end}`)}
            <select value={filter.hours?.[end] ?? 0} onChange={(event) => setHour(end, Number(event.target.value))}>
              {HOURS.map((hour) => (
                <option key={hour} value={hour}>
                  {two(hour)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <p className={styles.note}>{t('hours.rule')}</p>
      {monthly && (
        <p className={styles.note}>
          <strong>{t('hours.monthly', { n: formatNumber(incidents, language) })}</strong>
        </p>
      )}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';
import type { Difference } from './draft.ts';
import weights from './harm-weight.module.css';

/** What would be saved, before it is. */
export function DifferenceList({
  differences,
  write,
}: {
  differences: readonly Difference[];
  write: (weight: number) => string;
}) {
  const { t } = useTranslation('harm');
  const language = useLanguage();
  const { categories } = useArea().municipality;
  const nameOf = (code: string): string => {
    const category = categories.find((one) => one.code === code);
    return category === undefined ? code : nameIn(category.names, language);
  };
  const said = (weight: number | null): string =>
    weight === null ? t('none') : Number.isNaN(weight) ? t('unclear') : write(weight);
  return (
    <section className={styles.section} aria-labelledby="harm-differences">
      <h3 id="harm-differences">{t('differences')}</h3>
      <ul className={weights.differences}>
        {differences.map(({ before, after }) => (
          <li key={before.code}>
            <b>{nameOf(before.code)}</b> {t('difference', { before: said(before.weight), after: said(after.weight) })}
            {after.source !== null && after.source !== '' && after.source !== before.source && (
              <small>
                <bdi>{after.source}</bdi>
              </small>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

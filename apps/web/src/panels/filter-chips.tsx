import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilter, useView } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { Icon } from '../shell/icon.tsx';
import { formatNumber } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import styles from './filter-chips.module.css';
import { arrange } from './layout.ts';
import { type Limit, limitsOf, without } from './limits.ts';
import { Opener } from './opener.tsx';
import { placeBySlug } from './place-facts.ts';
import { WeekPicker } from './week-picker.tsx';
import { weekWords } from './week-words.ts';

/** The question as a row of chips: press one to change it, its cross to take it away. */
export function FilterChips() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const { filter, setFilter } = useFilter();
  const { setView } = useView();
  const limits = limitsOf(filter);
  const week = weekWords(filter, language);
  const remove = (limit: Limit) => () => setFilter((before) => without(before, limit));
  const names = (slugs: readonly string[]): string =>
    slugs.length === 1
      ? nameIn(placeBySlug(places, slugs[0])?.properties.names ?? { sv: slugs[0]! }, language)
      : t('chips.places', { count: slugs.length, n: formatNumber(slugs.length, language) });
  const categories = ((): string => {
    const codes = filter.categories;
    if (codes === undefined) return '';
    const one = codes.length === 1 ? municipality.categories.find(({ code }) => code === codes[0]) : undefined;
    if (one !== undefined) return nameIn(one.names, language);
    return codes.length === 0
      ? t('chips.noCategories')
      : t('chips.categories', { count: codes.length, n: formatNumber(codes.length, language) });
  })();
  return (
    <fieldset className={styles.chips} aria-label={t('chips.label')}>
      <Chip
        active={week !== ''}
        remove={remove('week')}
        removeLabel={t('chips.remove', { name: t('chips.week') })}
        opener={(className) => (
          <Opener
            className={className}
            title={t('chips.week')}
            face={
              <>
                <Icon name="clock" size={16} />
                <span>{week === '' ? t('chips.week') : week}</span>
              </>
            }
          >
            <WeekPicker />
          </Opener>
        )}
      />
      <Chip
        active={categories !== ''}
        remove={remove('categories')}
        removeLabel={t('chips.remove', { name: t('chips.category') })}
        opener={(className) => (
          <button
            type="button"
            className={className}
            onClick={() => {
              setView({ at: undefined });
              arrange({ inspector: true, sheet: true, tab: 'categories' });
            }}
          >
            <Icon name="category" size={16} />
            <span>{categories === '' ? t('chips.category') : categories}</span>
          </button>
        )}
      />
      {filter.places !== undefined && (
        <Chip
          active
          remove={remove('places')}
          removeLabel={t('chips.remove', { name: names(filter.places) })}
          opener={(className) => (
            <span className={className}>
              <Icon name="pin" size={16} />
              <span>{names(filter.places!)}</span>
            </span>
          )}
        />
      )}
      {filter.areas !== undefined && (
        <Chip
          active
          remove={remove('areas')}
          removeLabel={t('chips.remove', { name: names(filter.areas) })}
          opener={(className) => (
            <span className={className}>
              <Icon name="pin" size={16} />
              <span>{names(filter.areas!)}</span>
            </span>
          )}
        />
      )}
      {filter.discovery !== undefined && (
        <Chip
          active
          remove={remove('discovery')}
          removeLabel={t('chips.remove', { name: t('chips.discovery') })}
          opener={(className) => (
            <span className={className}>
              <Icon name="eye" size={16} />
              <span>
                {filter.discovery!.length === 4
                  ? t('chips.allDiscoveries')
                  : filter.discovery!.map((value) => t(`discovery.short.${value}`)).join(', ')}
              </span>
            </span>
          )}
        />
      )}
      {filter.precision !== undefined && (
        <Chip
          active
          remove={remove('precision')}
          removeLabel={t('chips.remove', { name: t('incident.precision') })}
          opener={(className) => (
            <span className={className}>
              <span>{filter.precision!.map((value) => t(`precision.${value}`)).join(', ')}</span>
            </span>
          )}
        />
      )}
      {(limits.length > 0 || filter.unit !== undefined) && (
        <button type="button" className={styles.reset} onClick={() => setFilter({})}>
          {t('chips.reset')}
        </button>
      )}
    </fieldset>
  );
}

interface ChipProps {
  active: boolean;
  remove: () => void;
  removeLabel: string;
  opener: (className: string) => ReactNode;
}

function Chip({ active, remove, removeLabel, opener }: ChipProps) {
  return (
    <div className={styles.chip} data-active={active || undefined}>
      {opener(styles.face!)}
      {active && (
        <button type="button" className={styles.cross} aria-label={removeLabel} onClick={remove}>
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  );
}

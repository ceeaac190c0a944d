import type { Category, Tally } from '@lagesbild/contract';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { filterStore, useFilterField } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import styles from './category-list.module.css';
import { type Branch, categoryTree, portion, searchTree, toggleCategories, withCategories } from './category-tree.ts';
import panel from './panel.module.css';

const sum = (tally: Tally | null, categories: readonly Category[]): number =>
  categories.reduce((n, { code }) => n + (tally?.categories[code] ?? 0), 0);

/** Offence categories with their counts, by publication group: tick, tick a whole group, or only one. */
export function CategoryList() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { municipality } = useArea();
  const tally = useTally();
  const chosen = useFilterField('categories');
  const [text, setText] = useState('');
  const [showEmpty, setShowEmpty] = useState(false);
  const tree = useMemo(() => categoryTree(municipality.categories), [municipality.categories]);
  const all = useMemo(() => municipality.categories.map(({ code }) => code), [municipality.categories]);
  const found = useMemo(() => searchTree(tree, text), [tree, text]);
  const focusAreas = useFocusAreas();
  const filter = chosen === undefined ? {} : { categories: chosen };
  const put = (codes: readonly string[], on: boolean): void =>
    filterStore.setFilter((before) => toggleCategories(before, codes, on, all));
  const only = (codes: readonly string[]): void =>
    filterStore.setFilter((before) => withCategories(before, new Set(codes), all));
  const hidden = found.reduce(
    (n, { categories }) => n + categories.filter(({ code }) => isEmpty(tally, code) && !chosen?.includes(code)).length,
    0,
  );
  const visible = (branch: Branch): Category[] =>
    showEmpty || text !== ''
      ? branch.categories
      : branch.categories.filter(({ code }) => !isEmpty(tally, code) || chosen?.includes(code));
  const peak = Math.max(1, ...Object.values(tally?.categories ?? {}));

  return (
    <div className={styles.list}>
      <div className={styles.tools}>
        <input
          type="search"
          className={panel.input}
          value={text}
          placeholder={t('category.search')}
          aria-label={t('category.search')}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="button" disabled={chosen === undefined} onClick={() => only(all)}>
          {t('category.all')}
        </button>
        <button type="button" disabled={chosen?.length === 0} onClick={() => only([])}>
          {t('category.none')}
        </button>
      </div>
      {focusAreas.length > 0 && (
        <div className={styles.focus}>
          <label className={panel.field}>
            {t('category.focus')}
            <select
              value={focusAreas.find(({ codes }) => sameCodes(codes, chosen))?.key ?? ''}
              onChange={(event) => {
                const area = focusAreas.find(({ key }) => key === event.target.value);
                only(area === undefined ? all : area.codes);
              }}
            >
              <option value="">{t('category.noFocus')}</option>
              {focusAreas.map(({ key, name, agreement }) => (
                <option key={key} value={key}>{`${name} (${agreement})`}</option>
              ))}
            </select>
          </label>
        </div>
      )}
      {found.map((branch) => {
        const shown = visible(branch);
        if (shown.length === 0) return null;
        const codes = branch.categories.map(({ code }) => code);
        return (
          <section key={branch.key} className={styles.branch} aria-label={t(`category.${branch.key}`)}>
            <CheckRow
              strong
              name={t(`category.${branch.key}`)}
              n={formatNumber(sum(tally, branch.categories), language)}
              state={portion(filter, codes)}
              onChange={(on) => put(codes, on)}
              onOnly={() => only(codes)}
              onlyLabel={t('category.only')}
            />
            {shown.map((category) => {
              const n = tally?.categories[category.code] ?? 0;
              return (
                <CheckRow
                  key={category.code}
                  name={nameIn(category.names, language)}
                  n={formatNumber(n, language)}
                  share={n / peak}
                  state={portion(filter, [category.code])}
                  onChange={(on) => put([category.code], on)}
                  onOnly={() => only([category.code])}
                  onlyLabel={t('category.only')}
                />
              );
            })}
          </section>
        );
      })}
      {found.length === 0 && <p className={panel.note}>{t('category.notFound', { text })}</p>}
      {(hidden > 0 || showEmpty) && text === '' && (
        <button type="button" className={panel.quiet} onClick={() => setShowEmpty(!showEmpty)}>
          {showEmpty
            ? t('category.hideEmpty')
            : t('category.showEmpty', { count: hidden, n: formatNumber(hidden, language) })}
        </button>
      )}
    </div>
  );
}

const isEmpty = (tally: Tally | null, code: string): boolean => (tally?.categories[code] ?? 0) === 0;

const sameCodes = (a: readonly string[], b: readonly string[] | undefined): boolean =>
  b !== undefined && a.length === b.length && a.every((code) => b.includes(code));

/** Focus areas of every agreement with the categories that belong to each; newest agreement first. */
function useFocusAreas(): { key: string; name: string; agreement: string; codes: string[] }[] {
  const language = useLanguage();
  const { municipality } = useArea();
  return useMemo(
    () =>
      [...municipality.agreements]
        .sort((a, b) => b.valid_from.localeCompare(a.valid_from))
        .flatMap(({ agreement_id, valid_from, focus_areas }) =>
          focus_areas.map(({ code, names }) => ({
            key: `${agreement_id}:${code}`,
            name: nameIn(names, language),
            agreement: valid_from.slice(0, 4),
            codes: municipality.categories.filter((c) => c.focus_areas.includes(code)).map((c) => c.code),
          })),
        )
        .filter(({ codes }) => codes.length > 0),
    [municipality, language],
  );
}

interface CheckRowProps {
  name: string;
  n: string;
  state: 'all' | 'some' | 'none';
  strong?: boolean;
  /** Length of the bar behind the count, 0–1 of the longest. */
  share?: number;
  onChange: (on: boolean) => void;
  onOnly: () => void;
  onlyLabel: string;
}

function CheckRow({ name, n, state, strong = false, share, onChange, onOnly, onlyLabel }: CheckRowProps) {
  const box = useRef<HTMLInputElement>(null);
  return (
    <div className={strong ? `${styles.row} ${styles.strong}` : styles.row}>
      <label className={styles.label}>
        <input
          ref={(element) => {
            box.current = element;
            if (element !== null) element.indeterminate = state === 'some';
          }}
          type="checkbox"
          checked={state === 'all'}
          onChange={() => onChange(state !== 'all')}
        />
        <span className={styles.name}>{name}</span>
      </label>
      <button type="button" className={styles.only} onClick={onOnly} aria-label={`${onlyLabel}: ${name}`}>
        {onlyLabel}
      </button>
      <span className={styles.count}>
        {share !== undefined && <i className={styles.bar} style={{ transform: `scaleX(${share.toFixed(3)})` }} />}
        {n}
      </span>
    </div>
  );
}

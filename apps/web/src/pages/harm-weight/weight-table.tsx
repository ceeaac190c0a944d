import { HARM_SOURCE_MAX, type HarmWeight } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { categoryTree } from '../../panels/category-tree.ts';
import { useArea } from '../../shell/area.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import type { Fault, Typed } from './draft.ts';
import styles from './harm-weight.module.css';

interface WeightTableProps {
  weights: readonly HarmWeight[];
  typedFor: (one: HarmWeight) => Typed;
  /** The source of those that have no own. */
  shared: string;
  faults: ReadonlyMap<string, Fault>;
  onTyped: (code: string, typed: Typed) => void;
}

/** Every category, in the groups it has elsewhere, with its weight and its source. */
export function WeightTable({ weights, typedFor, shared, faults, onTyped }: WeightTableProps) {
  const { t } = useTranslation(['harm', 'panels']);
  const language = useLanguage();
  const { categories } = useArea().municipality;
  const of = new Map(weights.map((one) => [one.code, one]));
  return (
    <table className={styles.weights}>
      <thead>
        <tr>
          <th scope="col">{t('column.category')}</th>
          <th scope="col">{t('column.weight')}</th>
          <th scope="col">{t('column.source')}</th>
        </tr>
      </thead>
      {categoryTree(categories).map((branch) => (
        <tbody key={branch.key}>
          <tr>
            <th scope="rowgroup" colSpan={3}>
              {t(`panels:category.${branch.key}`)}
            </th>
          </tr>
          {branch.categories.flatMap(({ code, names }) => {
            const one = of.get(code);
            if (one === undefined) return [];
            const typed = typedFor(one);
            const name = nameIn(names, language);
            const fault = faults.get(code);
            return (
              <tr key={code}>
                <th scope="row">{name}</th>
                <td>
                  <input
                    inputMode="decimal"
                    autoComplete="off"
                    maxLength={20}
                    aria-label={t('weight.of', { name })}
                    aria-invalid={fault === 'number' || undefined}
                    value={typed.weight}
                    onChange={(event) => onTyped(code, { ...typed, weight: event.target.value })}
                  />
                </td>
                <td>
                  <input
                    dir="auto"
                    autoComplete="off"
                    maxLength={HARM_SOURCE_MAX}
                    aria-label={t('source.of', { name })}
                    aria-invalid={fault === 'source' || undefined}
                    placeholder={typed.weight.trim() === '' ? '' : shared}
                    value={typed.source}
                    onChange={(event) => onTyped(code, { ...typed, source: event.target.value })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      ))}
    </table>
  );
}

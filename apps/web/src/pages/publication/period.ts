import type { ReleasePeriod } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';

type Named = Pick<ReleasePeriod, 'kind' | 'from'>;

/** "2026, kvartal 1", or "Hela 2025". */
export function usePeriodName(): (period: Named) => string {
  const { t } = useTranslation('release');
  return ({ kind, from }) => {
    const year = from.slice(0, 4);
    return kind === 'year'
      ? t('period.year', { year })
      : t('period.quarter', { year, quarter: (Number(from.slice(5, 7)) + 2) / 3 });
  };
}

/** The period that a release's name means: quarter-2026-1, year-2025. */
export function periodOf(release: string): Named {
  const [kind, year, quarter = '1'] = release.split('-');
  const month = String(3 * Number(quarter) - 2).padStart(2, '0');
  return { kind: kind === 'year' ? 'year' : 'quarter', from: `${year}-${month}-01` };
}

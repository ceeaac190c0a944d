import type { Residents } from '@lagesbild/incidents';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';

/** Share of a zone's ground below which it is said that squares don't tell of all of it. */
const WHOLE = 0.95;
/** A count worked out by ground is no closer than this. */
const ABOUT = 10;

/** Who lives in a zone, in words; `told`: whether anything is known of the area. */
export function useResidentsWords(): (residents: Residents | null, told: boolean) => string {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  return (residents, told) => {
    if (residents === null) return t(told ? 'fact.residents.nowhere' : 'fact.residents.none');
    const { n, squares, known } = residents;
    const about = n < ABOUT ? Math.round(n) : Math.round(n / ABOUT) * ABOUT;
    const words = t('fact.residents.about', {
      ...{ count: squares, squares: formatNumber(squares, language) },
      n: formatNumber(about, language),
    });
    return known >= WHOLE ? words : `${words}. ${t('fact.residents.part', { share: formatShare(known, language) })}`;
  };
}

import type { ZoneFigure } from '@lagesbild/incidents';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../account/session.ts';
import { useArea } from '../../shell/area.tsx';
import { formatList, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';

/** The harm of a zone with its source, what it leaves out, or why it can't be said and where that is set. */
export function HarmFact({ n, harm, unweighted }: Pick<ZoneFigure, 'n' | 'harm' | 'unweighted'>) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { slug, categories } = useArea().municipality;
  const may = useMay();
  const sources = [...new Set(categories.flatMap(({ harm_source }) => harm_source ?? []))];
  if (sources.length === 0)
    return (
      <>
        {t('fact.harm.unset')}{' '}
        {may('set_harm_weights', slug) ? (
          <Link to="/$municipality/installningar/skadevikter" params={{ municipality: slug }}>
            {t('fact.harm.set')}
          </Link>
        ) : (
          t('fact.harm.who')
        )}
      </>
    );
  if (harm === null) return n === 0 ? formatNumber(0, language) : t('fact.harm.unweighted');
  return (
    <>
      {formatNumber(harm, language, { maximumFractionDigits: 0 })}
      {unweighted > 0 && (
        <small> {t('fact.harm.left', { count: unweighted, n: formatNumber(unweighted, language) })}</small>
      )}
      <small>
        {' '}
        {t('fact.harm.by')} <bdi>{formatList(sources, language)}</bdi>
      </small>
    </>
  );
}

import { RESIDENTS_FOR_RATE } from '@lagesbild/contract';
import type { ZoneFigure } from '@lagesbild/incidents';
import { useTranslation } from 'react-i18next';
import inspector from '../../panels/inspector.module.css';
import panel from '../../panels/panel.module.css';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { useFigures } from './figures.ts';
import { usePopulationWords } from './population.ts';
import { useResidentsWords } from './residents-words.ts';

/** Who lives in a zone, as squares of population tell it, and incidents per thousand of them where that says anything. */
export function ZoneResidents({ figure: { n, residents } }: { figure: Pick<ZoneFigure, 'n' | 'residents'> }) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const population = useFigures()?.population;
  const inWords = useResidentsWords();
  const sourceOf = usePopulationWords();
  const enough = residents !== null && residents.n >= RESIDENTS_FOR_RATE;
  const rate = (of: number): string => formatNumber((1000 * n) / of, language, { maximumFractionDigits: 1 });
  return (
    <>
      <dl className={inspector.facts}>
        <div>
          <dt>{t('fact.residents')}</dt>
          <dd>{population === undefined ? '' : inWords(residents, population !== null)}</dd>
        </div>
        {residents !== null && (
          <div>
            <dt>{t('fact.rate')}</dt>
            <dd>
              {enough ? rate(residents.n) : t('fact.rate.few', { least: formatNumber(RESIDENTS_FOR_RATE, language) })}
            </dd>
          </div>
        )}
      </dl>
      {population != null && <p className={panel.note}>{sourceOf(population)}</p>}
      {enough && <p className={panel.note}>{t('fact.rate.note')}</p>}
    </>
  );
}

import type { ZoneFigure } from '@lagesbild/incidents';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { squareMetres } from './area-words.ts';
import { useFigures } from './figures.ts';
import { areaOf, type Shape } from './shape.ts';
import styles from './zone.module.css';

/** What is drawn or dragged covers, beside the hand that does it: the panel may be put away, or scrolled. */
export function LiveFigures({ shape, figure }: { shape: Shape; figure: ZoneFigure | null | undefined }) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { placed, heard } = useFigures() ?? { placed: 0, heard: false };
  const number = (n: number, digits = 0): string => formatNumber(n, language, { maximumFractionDigits: digits });
  const facts: [string, string][] = [[t('fact.area'), squareMetres(areaOf(shape), language, t)]];
  if (figure != null) {
    const { n, share, pai, pei_star, harm, perception, minutes, overlaps } = figure;
    const both = overlaps.reduce((sum, { area_m2 }) => sum + area_m2, 0);
    facts.unshift([t('live.events'), placed === 0 ? number(n) : `${number(n)} (${formatShare(share, language)})`]);
    if (!Number.isNaN(pai)) facts.push([t('live.pai'), number(pai, pai < 10 ? 1 : 0)]);
    if (!Number.isNaN(pei_star)) facts.push([t('live.pei'), formatShare(pei_star, language)]);
    if (harm !== null) facts.push([t('fact.harm'), number(harm)]);
    if (heard) facts.push([t('fact.perception'), number(perception)]);
    facts.push([t('live.minutes'), number(minutes)]);
    if (both > 0) facts.push([t('fact.overlap'), squareMetres(both, language, t)]);
  }
  return (
    <dl className={styles.live}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

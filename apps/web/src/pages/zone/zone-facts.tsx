import { PROPOSALS } from '@lagesbild/contract';
import type { ZoneFigure } from '@lagesbild/incidents';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure, Figures } from '../../panels/figure.tsx';
import inspector from '../../panels/inspector.module.css';
import panel from '../../panels/panel.module.css';
import { formatList, formatNumber, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { squareMetres } from './area-words.ts';
import { useDrawing } from './drawing.ts';
import type { EditedZone } from './edited-zone.ts';
import { useFigures } from './figures.ts';
import { HarmFact } from './harm-fact.tsx';
import { areaOf } from './shape.ts';
import { ZoneResidents } from './zone-residents.tsx';

/** What one zone covers under the page's filter; it follows the hand that drags a corner. */
export function ZoneFacts({ zone, figure }: { zone: EditedZone; figure: ZoneFigure | undefined }) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { placed, heard } = useFigures() ?? { placed: 0, heard: false };
  const { zones } = useDrawing().editor;
  const number = (n: number, digits = 0): string => formatNumber(n, language, { maximumFractionDigits: digits });
  const unknown = t('fact.unknown');
  const area = (m2: number): string => squareMetres(m2, language, t);
  const nameOf = (zone_id: string): string => zones.find((other) => other.zone_id === zone_id)?.name ?? '';
  const facts: [string, ReactNode][] = [[t('fact.area'), area(areaOf(zone.shape))]];
  if (figure !== undefined) {
    const { pai, pei_star, perception, overlaps } = figure;
    facts.push(
      [t('fact.pai'), Number.isNaN(pai) ? unknown : t('fact.pai.why', { n: number(pai, pai < 10 ? 1 : 0) })],
      [t('fact.pei'), Number.isNaN(pei_star) ? unknown : formatShare(pei_star, language)],
      [t('fact.harm'), <HarmFact key="harm" {...figure} />],
      [t('fact.perception'), heard ? number(perception) : unknown],
      [
        t('fact.overlap'),
        overlaps.length === 0
          ? t('fact.none')
          : formatList(
              overlaps.map(({ zone_id, area_m2 }) => `${nameOf(zone_id)}, ${area(area_m2)}`),
              language,
            ),
      ],
    );
  }
  facts.push([t('fact.origin'), t(`origin.${zone.origin}`)]);
  return (
    <>
      <Figures>
        <Figure value={figure && number(figure.n)} label={t('fact.events', { count: figure?.n ?? 0 })} />
        <Figure
          value={figure && (placed === 0 ? null : formatShare(figure.share, language))}
          label={t('fact.share', { n: number(placed) })}
        />
        <Figure value={figure && number(figure.minutes)} label={t('fact.minutes')} />
      </Figures>
      <dl className={inspector.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {figure !== undefined && <ZoneResidents figure={figure} />}
      <p className={panel.note}>{t('fact.method', { n: number(PROPOSALS.covering.parameters.visit_min.usual) })}</p>
    </>
  );
}

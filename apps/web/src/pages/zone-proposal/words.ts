import type { ProposedZone, ZoneProposal } from '@lagesbild/contract';
import type { TFunction } from 'i18next';
import { formatList, formatNumber, formatShare, weekdayNames } from '../../text/format.ts';
import { mostHours } from './most-hours.ts';

const TWO = { minimumIntegerDigits: 2 };

/** "inom 0,8 % av det bästa möjliga": rounded up, so that it is never told as less. */
export function gapWords(gap: number, language: string, t: TFunction<'proposals'>): string {
  const tenths = Math.ceil(gap * 1000 - 1e-6) / 10;
  if (tenths <= 0) return t('gap.none');
  return t('gap.within', { n: formatNumber(tenths, language, { maximumFractionDigits: 1 }) });
}

/** The reason for a zone, in whole sentences. */
export function reasonWords(zone: ProposedZone, language: string, t: TFunction<'proposals'>): string {
  const number = (n: number): string => formatNumber(n, language);
  const sentences = [
    t('why.holds', { count: zone.incidents, n: number(zone.incidents), share: formatShare(zone.share, language) }),
  ];
  if (zone.against_mean !== null) {
    const off = Math.round(100 * (zone.against_mean - 1));
    sentences.push(off === 0 ? t('why.mean') : t(off > 0 ? 'why.above' : 'why.below', { n: number(Math.abs(off)) }));
  }
  const most = mostHours(zone.hours);
  if (most !== null)
    sentences.push(
      t('why.hours', {
        day: weekdayNames(language, 'long')[most.weekday]!,
        from: formatNumber(most.from, language, TWO),
        to: formatNumber(most.to, language, TWO),
        n: number(most.incidents),
      }),
    );
  if (zone.neighbours.length > 0)
    sentences.push(
      t('why.beside', {
        list: formatList(
          zone.neighbours.map((other) => number(other + 1)),
          language,
        ),
      }),
    );
  return sentences.join(' ');
}

/** Why nothing is proposed, and the way out. */
export function noneWords({ none, zones_asked }: ZoneProposal, language: string, t: TFunction<'proposals'>): string {
  const share = (value: number | null): string => formatShare(value ?? 0, language);
  const zones = formatNumber(zones_asked, language);
  if (none?.why === 'cell_too_much')
    return t('none.cell_too_much', { share: share(none.share), most: share(none.most), zones });
  if (none?.why === 'none_found') return t('none.none_found', { share: share(none.reached), zones });
  return t('none.no_incidents');
}

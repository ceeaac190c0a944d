import type { Municipality, ProposalWeight, ProposedZone, ProposedZones, ZoneProposal } from '@lagesbild/contract';
import type { TFunction } from 'i18next';
import { formatList, formatNumber, formatShare, weekdayNames } from '../../text/format.ts';
import { nameIn } from '../../text/index.ts';
import { mostHours } from './most-hours.ts';

/** Categories that are named among those that aren't with. */
const NAMED_MAX = 3;
const TWO = { minimumIntegerDigits: 2 };

/** "inom 0,8 % av det bästa möjliga": rounded up, so that it is never told as less. */
export function gapWords(gap: number, language: string, t: TFunction<'proposals'>): string {
  const tenths = Math.ceil(gap * 1000 - 1e-6) / 10;
  if (tenths <= 0) return t('gap.none');
  return t('gap.within', { n: formatNumber(tenths, language, { maximumFractionDigits: 1 }) });
}

/** What zones hold or share out together. */
export function answerWords(
  { kind, weight_by, n, unweighted }: ZoneProposal,
  { zones }: ProposedZones,
  language: string,
  t: TFunction<'proposals'>,
): string {
  const share = formatShare(
    zones.reduce((sum, zone) => sum + zone.share, 0),
    language,
  );
  const of = formatNumber(n, language);
  if (weight_by === 'incidents')
    return t(`answer.${kind}`, { count: zones.length, n: formatNumber(zones.length, language), share, of });
  const said = t(`answer.harm.${kind}`, { share, of });
  return unweighted > 0 ? `${said} ${t('answer.unweighted', { n: formatNumber(unweighted, language) })}` : said;
}

/** How minutes became a number of zones; nothing where the number was asked for. */
export function minutesWords(
  { parameters, presence, zones_asked }: ZoneProposal,
  language: string,
  t: TFunction<'proposals'>,
): string {
  const minutes = parameters.minutes ?? 0;
  if (minutes === 0) return '';
  const number = (n: number): string => formatNumber(n, language);
  const left = Math.max(0, minutes - zones_asked * presence.minutes);
  return t('answer.minutes', {
    ...{ minutes: number(minutes), each: number(presence.minutes), zones: number(zones_asked), left: number(left) },
  });
}

/** What is left out because of how it was found, so that nobody takes it for nothing. */
export function notWithWords(
  { not_with: { n, categories } }: ZoneProposal,
  known: Municipality['categories'],
  language: string,
  t: TFunction<'proposals'>,
): string {
  const names = new Map(known.map(({ code, names }) => [code, nameIn(names, language)]));
  const list = formatList(
    categories
      .slice(0, NAMED_MAX)
      .map(({ category, count }) => `${names.get(category) ?? category} ${formatNumber(count, language)}`),
    language,
  );
  return t('answer.notWith', { n: formatNumber(n, language), list });
}

/** The reason for a zone, in whole sentences. */
export function reasonWords(
  zone: ProposedZone,
  weight_by: ProposalWeight,
  language: string,
  t: TFunction<'proposals'>,
): string {
  const number = (n: number): string => formatNumber(n, language);
  const share = formatShare(zone.share, language);
  const sentences = [
    weight_by === 'incidents'
      ? t('why.holds', { count: zone.incidents, n: number(zone.incidents), share })
      : t('why.harm', { n: number(Math.round(zone.weight)), share, incidents: number(zone.incidents) }),
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
    return t('none.cell_too_much', {
      ...{ share: share(none.share), most: share(none.most), zones },
      needed: formatNumber(Math.floor(1000 * (none.needed ?? 0)) / 10, language),
      reached: formatNumber(Math.ceil(1000 * (none.reached ?? 0) - 1e-6) / 10, language),
    });
  if (none?.why === 'none_found') return t('none.none_found', { share: share(none.reached), zones });
  if (none?.why === 'no_weight') return t('none.no_weight');
  return t('none.no_incidents');
}

import { DEFAULT_DISCOVERIES, DISCOVERIES, type Discovery } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { useFilter } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { Icon } from '../shell/icon.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { withDiscovery } from './discovery.ts';
import { Opener } from './opener.tsx';
import styles from './panel.module.css';
import { repeats, shares } from './shares.ts';

/** What the filter set aside, always in view; how that and what is counted add up to all; and the way to take it in. */
export function LeftOut() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { filter, setFilter } = useFilter();
  const tally = useTally();
  const { municipality } = useArea();
  if (tally === null) return null;
  const { discovery, hourless, coarse, chosen } = shares(tally);
  const number = (n: number): string => formatNumber(n, language);
  const parts = (
    [
      ['discovery', discovery],
      ['hourless', hourless],
      // What a person chose away "n of N" says already; alone it must not read as nothing.
      ['chosen', discovery + hourless + coarse === 0 ? chosen : 0],
    ] as const
  )
    .filter(([, n]) => n > 0)
    .map(([name, n]) => t(`leftOut.${name}`, { n: number(n) }));
  const face = [
    parts.length === 0 ? t('leftOut.nothing') : t('leftOut.some', { parts: parts.join(' · ') }),
    ...(coarse > 0 ? [t('leftOut.coarse', { n: number(coarse) })] : []),
  ].join(' · ');
  const again = repeats(tally, municipality.data);
  const rows = [
    { name: 'counted', n: tally.n },
    { name: 'drawn', n: tally.mapped, part: true },
    { name: 'undrawn', n: coarse, part: true },
    { name: 'discoveryRow', n: discovery },
    { name: 'hourlessRow', n: hourless },
    { name: 'chosenRow', n: chosen },
    { name: filter.unit === 'row' ? 'allRows' : 'all', n: tally.total, sum: true },
    ...(again === 0
      ? []
      : [
          { name: 'repeats', n: again },
          { name: 'allRows', n: tally.total + again, sum: true },
        ]),
  ];
  const asked: readonly Discovery[] = filter.discovery ?? DEFAULT_DISCOVERIES;
  return (
    <Opener
      className={styles.quiet}
      title={t('leftOut.title')}
      placement="top start"
      face={
        <>
          <span>{face}</span>
          <Icon name="up" size={14} />
        </>
      }
    >
      <h2>{t('leftOut.title')}</h2>
      <dl className={styles.sum}>
        {rows
          .filter(({ n, part, sum }) => sum || (part ? coarse > 0 : n > 0))
          .map(({ name, n, part, sum }) => (
            <div key={name} data-part={part} data-sum={sum}>
              <dt>{t(`leftOut.${name}`)}</dt>
              <dd>{number(n)}</dd>
            </div>
          ))}
      </dl>
      <hr className={styles.rule} />
      <h2>{t('leftOut.who')}</h2>
      <fieldset className={styles.options} aria-label={t('leftOut.who')}>
        {DISCOVERIES.map((value) => (
          <label key={value} className={styles.check}>
            <input
              type="checkbox"
              checked={asked.includes(value)}
              onChange={(event) => setFilter((before) => withDiscovery(before, value, event.target.checked))}
            />
            <span>{t(`discovery.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      <p className={styles.note}>{t('leftOut.why')}</p>
      <hr className={styles.rule} />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={filter.unit === 'row'}
          onChange={(event) =>
            setFilter(({ unit: _unit, ...rest }) => (event.target.checked ? { ...rest, unit: 'row' } : rest))
          }
        />
        <span>{t('leftOut.rows')}</span>
      </label>
    </Opener>
  );
}

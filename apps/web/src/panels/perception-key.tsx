import { CHANNELS, type Channel, FEELINGS } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { filterStore, useView } from '../filter.ts';
import { SHOWN_GAPS, shownGap } from '../map/gap-marks.ts';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { GapMark } from './gap-mark.tsx';
import { useGaps } from './gaps.ts';
import { HotSpotFailure } from './hot-spot-failure.tsx';
import { arrange } from './layout.ts';
import panel from './panel.module.css';
import styles from './perception.module.css';
import { useSaid } from './perception.ts';

/** What the marks of perception mean, by feeling and channel, each with its number: press one to see only it. */
export function PerceptionKey() {
  const { t } = useTranslation('perception');
  const language = useLanguage();
  const { tally, failed } = useSaid();
  const { channels, feeling, setView } = useView();
  if (failed) return <small>{t('failed')}</small>;
  if (tally === null) return <small>{t('fetching')}</small>;
  const number = (n: number): string => formatNumber(n, language);
  const toggle = (channel: Channel): void => {
    const on = channels ?? CHANNELS;
    const next = CHANNELS.filter((other) => (other === channel ? !on.includes(other) : on.includes(other)));
    setView({ channels: next.length === 0 || next.length === CHANNELS.length ? undefined : next });
  };
  return (
    <div className={styles.key}>
      <ul className={styles.feelings}>
        {FEELINGS.map((one) => (
          <li key={one}>
            <button
              type="button"
              className={styles.facet}
              aria-pressed={feeling === one}
              onClick={() => setView({ feeling: feeling === one ? undefined : one })}
            >
              <i data-feeling={one} aria-hidden="true" />
              {t(`feeling.${one}`)}
              <span>{number(tally.feelings[one])}</span>
            </button>
          </li>
        ))}
      </ul>
      <ul className={styles.channels}>
        {CHANNELS.map((channel, at) => (
          <li key={channel}>
            <label className={panel.check}>
              <input
                type="checkbox"
                checked={channels === undefined || channels.includes(channel)}
                onChange={() => toggle(channel)}
              />
              <span>{t(`channel.${channel}`)}</span>
            </label>
            <span>{number(tally.channels[at] ?? 0)}</span>
          </li>
        ))}
      </ul>
      <small>
        {t('legend', { n: number(tally.n), mapped: number(tally.mapped), rest: number(tally.n - tally.mapped) })}
      </small>
      <small>{t('months')}</small>
    </div>
  );
}

/** The three marks of gaps, and in how many places each is. */
export function GapKey() {
  const { t } = useTranslation('perception');
  const language = useLanguage();
  const { answer, failed, cause } = useGaps();
  if (failed) return <HotSpotFailure cause={cause} />;
  if (answer === null) return <small>{t('gap.working')}</small>;
  const open = (): void => {
    filterStore.setView({ at: undefined });
    arrange({ inspector: true, sheet: true, tab: 'perception' });
  };
  return (
    <div className={styles.key}>
      <ul className={styles.gapKinds}>
        {SHOWN_GAPS.map((gap) => (
          <li key={gap}>
            <GapMark gap={gap} />
            <span>{t(`gap.kind.${gap}`)}</span>
            <b>{formatNumber(answer.gaps.filter((one) => shownGap(one.class) === gap).length, language)}</b>
          </li>
        ))}
      </ul>
      <button type="button" className={panel.quiet} onClick={open}>
        {t('gap.open')}
      </button>
    </div>
  );
}

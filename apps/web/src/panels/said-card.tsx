import { PRECISIONS } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useArea } from '../shell/area.tsx';
import { formatDay, formatList, formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { whereIs } from './hot-spot-name.ts';
import { useProjection } from './hot-spots.ts';
import styles from './inspector.module.css';
import panel from './panel.module.css';
import said from './perception.module.css';
import { useSaid } from './perception.ts';
import { ReasonName } from './reason-name.tsx';
import { monthText } from './said-bars.ts';
import { type MarkHere, placeOfSaid, saidHere } from './said-here.ts';

const MARKS_SHOWN = 50;

/** What people say of one place, in words: flags as how many, what was marked at meetings one by one. */
export function SaidCard({ at }: { at: string }) {
  const { t } = useTranslation('perception');
  const language = useLanguage();
  const { places } = useArea();
  const projected = useProjection();
  const { reports, why, failed } = useSaid();
  if (failed) return <p className={panel.note}>{t('failed')}</p>;
  if (reports === null || why === null)
    return (
      <p className={panel.note} role="status">
        {t('fetching')}
      </p>
    );
  const number = (n: number): string => formatNumber(n, language);
  const { how, name } = whereIs(placeOfSaid(at), places, projected, language);
  const { flags, marks } = saidHere(reports, why, at);
  const flagged = flags === null ? 0 : flags.unsafe + flags.safe;
  return (
    <>
      <header className={styles.head}>
        <small>{t('here.card')}</small>
        <h2>{t(`where.${how}`, { place: name })}</h2>
      </header>
      {flags === null && marks.length === 0 && <p className={panel.note}>{t('here.gone')}</p>}
      {flags !== null && (
        <p className={styles.sentence} aria-live="polite">
          {t(`here.flags.${PRECISIONS[flags.precision] === 'segment' ? 'cell' : 'place'}`, {
            ...{ count: flagged, n: number(flagged), unsafe: number(flags.unsafe), safe: number(flags.safe) },
          })}
        </p>
      )}
      {marks.length > 0 && (
        <ul className={said.marks} aria-label={t('here.marks')}>
          {marks.slice(0, MARKS_SHOWN).map((mark, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells two alike apart
            <li key={i}>
              <Mark mark={mark} />
            </li>
          ))}
        </ul>
      )}
      {marks.length > MARKS_SHOWN && <p className={panel.note}>{t('here.more', { n: number(MARKS_SHOWN) })}</p>}
      <p className={panel.note}>{t('here.limits')}</p>
    </>
  );
}

function Mark({ mark: { channel, month, safe, reasons, times, precision } }: { mark: MarkHere }) {
  const { t } = useTranslation('perception');
  const language = useLanguage();
  const when = formatDay(monthText(month), language, { month: 'long', year: 'numeric' });
  const band = times.map((code) => t(`time.${code as 'day'}`).toLocaleLowerCase(language));
  return (
    <>
      <b>{t(`feeling.${safe ? 'safe' : 'unsafe'}`)}</b> {t(`channelOne.${channel as 'citizen_dialogue'}`)}, {when}
      {reasons.length > 0 && (
        <small>
          {reasons.map((code, i) => (
            <span key={code}>
              {i > 0 && ' · '}
              <ReasonName code={code} />
            </span>
          ))}
        </small>
      )}
      <small>
        {t(`here.precision.${PRECISIONS[precision] as 'point'}`)}
        {band.length > 0 && ` · ${formatList(band, language)}`}
      </small>
    </>
  );
}

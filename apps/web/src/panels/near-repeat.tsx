import type { Methods, Step } from '@lagesbild/incidents';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine, useTally } from '../engine/hooks.ts';
import { useFilter } from '../filter.ts';
import { KeepExhibit } from '../pages/exhibit/keep-exhibit.tsx';
import { formatNumber, formatP } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import styles from './near-repeat.module.css';
import panel from './panel.module.css';

type Answer = Methods['near-repeat']['answer'];

const ASKED = { band_m: 100, bands: 4, band_days: 7, time_bands: 4, permutations: 199, seed: 1 };
/** A chance smaller than this is worth a mark. */
const MARKED = 0.05;
/** 1.04 times is another thing than 1.00. */
const TIMES = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** Whether an incident is followed by more near it than chance gives: asked for by hand, told while it works, and given up at will. */
export function NearRepeat() {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
  const engine = useEngine();
  const { filter } = useFilter();
  const version = useTally()?.data_version;
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  const [failed, setFailed] = useState(false);
  const work = useRef<AbortController | null>(null);
  const number = (n: number): string => formatNumber(n, language);

  /** Another question: what was found is not its answer. */
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is of these, though it doesn't read them
  useEffect(() => {
    setAnswer(null);
    return () => work.current?.abort();
  }, [engine, filter, version]);

  const ask = async (): Promise<void> => {
    const stop = new AbortController();
    work.current = stop;
    setStep({ done: 0, of: ASKED.permutations });
    setFailed(false);
    try {
      const found = await engine.analyse('near-repeat', filter, ASKED, { signal: stop.signal, onStep: setStep });
      if (!stop.signal.aborted) setAnswer(found);
    } catch {
      if (!stop.signal.aborted) setFailed(true);
    } finally {
      if (work.current === stop) setStep(null);
    }
  };

  return (
    <section className={styles.whole} aria-labelledby="near-repeat">
      <h3 id="near-repeat">{t('near.title')}</h3>
      <p className={panel.note}>{t('near.lead')}</p>
      <div role="status">
        {step !== null && <p>{t('near.working', { done: number(Math.floor(step.done)), of: number(step.of) })}</p>}
        {failed && <p>{t('near.failed')}</p>}
        {answer !== null && step === null && <p>{sentenceOf(answer)}</p>}
      </div>
      {step !== null ? (
        <button type="button" onClick={() => work.current?.abort()}>
          {t('near.stop')}
        </button>
      ) : (
        answer === null && (
          <button type="button" onClick={() => void ask()}>
            {t('near.ask')}
          </button>
        )
      )}
      {answer !== null && answer.n > 0 && step === null && <NearRepeatTable answer={answer} />}
      {answer !== null && answer.n > 0 && step === null && (
        <KeepExhibit method="near-repeat" filter={filter} parameters={ASKED} />
      )}
      <p className={panel.note}>
        <a href="/metoder#near-repeats" target="_blank" rel="noreferrer">
          {t('methodLink')}
        </a>
      </p>
    </section>
  );

  function sentenceOf({ ratio, p, distances, days, n, refused }: Answer): string {
    if (n === 0 && refused.dayless > 0) return t('near.dayless', { n: number(refused.dayless) });
    const within = { m: number(distances[1]!), days: number(days[1]!) };
    if (!(ratio[0]! > 1 && p[0]! <= MARKED)) return t('near.none', within);
    const times = formatNumber(ratio[0]!, language, TIMES);
    return t('near.found', { ...within, ratio: times, p: formatP(p[0]!, language) });
  }
}

/** How many times as many pairs as expected, by distance and time between them. */
function NearRepeatTable({ answer }: { answer: Answer }) {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
  const { distances, days, ratio, p, observed, n, permutations, refused } = answer;
  const number = (value: number): string => formatNumber(value, language);
  const bands = days.slice(1);
  return (
    <>
      <table className={styles.table}>
        <caption>{t('near.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('near.apart')}</th>
            {bands.map((to, at) => (
              <th key={to} scope="col">
                {t('near.days', { from: number(days[at]!), to: number(to) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {distances.slice(1).map((to, row) => (
            <tr key={to}>
              <th scope="row">{t('near.metres', { from: number(distances[row]!), to: number(to) })}</th>
              {bands.map((band, column) => {
                const at = row * bands.length + column;
                const marked = ratio[at]! > 1 && p[at]! <= MARKED;
                return (
                  <td key={band} data-marked={marked || undefined}>
                    <span>{Number.isNaN(ratio[at]!) ? '–' : `${formatNumber(ratio[at]!, language, TIMES)} ×`}</span>
                    <small>{t('near.cell', { pairs: number(observed[at]!), p: formatP(p[at]!, language) })}</small>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={panel.note}>
        {t('near.of', { n: number(n), permutations: number(permutations) })}{' '}
        {refused.coarse + refused.dayless > 0 && t('near.left', { n: number(refused.coarse + refused.dayless) })}
      </p>
    </>
  );
}

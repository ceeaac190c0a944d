import type { EvaluationAnswer } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './action-page.module.css';

const [WIDTH, HEIGHT, FOOT] = [640, 180, 20];
const LINES = ['treated', 'control', 'near'] as const;

/** The picture over time, four weeks at a time, told apart by their dashes; the same as a table for who can't see it. */
export function SeriesChart({ series, start }: { series: EvaluationAnswer['series']; start: string }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const most = Math.max(1, ...series.flatMap((step) => LINES.map((name) => step[name])));
  const x = (at: number): number => 28 + (at / Math.max(1, series.length - 1)) * (WIDTH - 36);
  const y = (n: number): number => HEIGHT - FOOT - (n / most) * (HEIGHT - FOOT - 8);
  const ticks = [0, Math.floor(most / 2), most].filter((tick, at, all) => all.indexOf(tick) === at);
  const begun = series.findIndex(({ from }) => from >= start);
  return (
    <figure className={styles.series}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={styles.rule} x1={28} x2={WIDTH} y1={y(tick)} y2={y(tick)} />
            <text className={styles.tick} x={22} y={y(tick) + 4} textAnchor="end">
              {formatNumber(tick, language)}
            </text>
          </g>
        ))}
        {begun >= 0 && (
          <g>
            <line className={styles.start} x1={x(begun - 0.5)} x2={x(begun - 0.5)} y1={0} y2={HEIGHT - FOOT} />
            <text className={styles.tick} x={x(begun - 0.5)} y={HEIGHT - 5} textAnchor="middle">
              {t('series.start', { day: formatDay(start, language) })}
            </text>
          </g>
        )}
        {LINES.map((name) => (
          <path
            key={name}
            className={styles.line}
            data-of={name}
            d={`M${series.map((step, at) => `${x(at).toFixed(1)} ${y(step[name]).toFixed(1)}`).join('L')}`}
          />
        ))}
      </svg>
      <figcaption>
        <ul className={styles.key}>
          {LINES.map((name) => (
            <li key={name}>
              <svg viewBox="0 0 28 8" width={28} height={8} aria-hidden="true">
                <path className={styles.line} data-of={name} d="M0 4H28" />
              </svg>
              {t(`evaluation.${name}`)}
            </li>
          ))}
        </ul>
        <details>
          <summary>{t('series.table')}</summary>
          <div className={styles.wide}>
            <table className={styles.counts}>
              <thead>
                <tr>
                  <th scope="col">{t('series.from')}</th>
                  {LINES.map((name) => (
                    <th key={name} scope="col">
                      {t(`evaluation.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {series.map((step) => (
                  <tr key={step.from}>
                    <th scope="row">{formatDay(step.from, language)}</th>
                    {LINES.map((name) => (
                      <td key={name}>{formatNumber(step[name], language)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </figcaption>
    </figure>
  );
}

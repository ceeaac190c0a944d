import { CHANGES, type Change } from '@lagesbild/incidents';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useView, withLayer } from '../filter.ts';
import { cellBounds } from '../map/cell-shapes.ts';
import { type ChangeGroup, CLASSES_OF, cellsByClass, classNumbered } from '../map/emerging.ts';
import { useArea } from '../shell/area.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import styles from './change.module.css';
import { ChangeMark } from './change-mark.tsx';
import { useCity } from './city.ts';
import { useEmerging } from './emerging.ts';
import { silenceOf, stepsOf } from './emerging-words.ts';
import { whereIs } from './hot-spot-name.ts';
import { useProjection } from './hot-spots.ts';
import panel from './panel.module.css';

/** As many are listed at first. */
const FIRST = 12;

/** The layer of change in words: where it grows, stays and fades, with the incidents of the last step beside those before. */
export function ChangeList() {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
  const { layers, setView } = useView();
  const { answer, working, failed } = useEmerging();
  const [all, setAll] = useState(false);
  const number = (n: number): string => formatNumber(n, language);
  const silence = answer === null ? null : silenceOf(answer, t, language);
  const areas = answer?.changes ?? [];
  const shown = all ? areas : areas.slice(0, FIRST);
  const few = answer === null ? 0 : countOf(cellsByClass(answer.classes), CLASSES_OF.few);
  const show = (): void => setView(({ layers: on }) => ({ layers: withLayer(on, 'emerging') }));
  return (
    <section className={styles.whole} aria-labelledby="change" data-working={working || undefined}>
      <h3 id="change">{t('change.title')}</h3>
      <p role="status">
        {failed
          ? t('change.failed')
          : answer === null
            ? t('change.working')
            : (silence ?? t('change.summary', summaryOf(areas, number)))}{' '}
        {few > 0 && t('change.few', { n: number(few) })}
      </p>
      {silence === null && answer !== null && !layers.includes('emerging') && (
        <button type="button" className={panel.quiet} onClick={show}>
          {t('change.show')}
        </button>
      )}
      <ul className={styles.areas}>
        {shown.map((change) => (
          <li key={change.cells[0]}>
            <ChangedArea change={change} onShow={show} />
          </li>
        ))}
      </ul>
      {shown.length < areas.length && (
        <button type="button" onClick={() => setAll(true)}>
          {t('change.all', { n: number(areas.length) })}
        </button>
      )}
      {answer !== null && <p className={panel.note}>{stepsOf(answer, t, language)}</p>}
      <p className={panel.note}>
        {t('change.method')}{' '}
        <a href="/metoder#emerging-hot-spots" target="_blank" rel="noreferrer">
          {t('methodLink')}
        </a>
      </p>
    </section>
  );
}

/** One area that changes alike; select it and the map goes there. */
function ChangedArea({ change, onShow }: { change: Change; onShow: () => void }) {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
  const { places } = useArea();
  const projected = useProjection();
  const city = useCity();
  const { answer } = useEmerging();
  const { how, name } = whereIs(change, places, projected, language);
  const before = change.counts.slice(0, -1);
  const mean = before.reduce((sum, n) => sum + n, 0) / Math.max(1, before.length);
  const go = (): void => {
    onShow();
    if (answer !== null) city?.fit(cellBounds(change.cells, answer.raster, projected.toDegrees));
  };
  return (
    <button type="button" className={styles.area} onClick={go}>
      <ChangeMark number={classNumbered(change.class)} />
      <span>{t(`where.${how}`, { place: name })}</span>
      <small>
        {t('change.item', {
          class: t(`change.class.${change.class as 'new'}`),
          last: formatNumber(change.counts.at(-1) ?? 0, language),
          mean: formatNumber(mean, language, { maximumFractionDigits: 1 }),
        })}
      </small>
    </button>
  );
}

const countOf = (cells: Map<number, number>, classes: readonly number[]): number =>
  classes.reduce((sum, number) => sum + (cells.get(number) ?? 0), 0);

function summaryOf(
  areas: readonly Change[],
  number: (n: number) => string,
): Record<Exclude<ChangeGroup, 'few'>, string> {
  const of = (group: keyof typeof CHANGES): string =>
    number(areas.filter((area) => (CHANGES[group] as readonly string[]).includes(area.class)).length);
  return { growing: of('growing'), staying: of('staying'), fading: of('fading') };
}

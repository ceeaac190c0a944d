import { BufferedZone, type Zone, type ZoneOutline } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import type { MultiPolygon, Polygon } from 'geojson';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { useView } from '../../filter.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { spotByKey } from '../../map/hot-spots.ts';
import { whereIs } from '../../panels/hot-spot-name.ts';
import { useHotSpots, useProjection } from '../../panels/hot-spots.ts';
import panel from '../../panels/panel.module.css';
import { hasArea, placeBySlug } from '../../panels/place-facts.ts';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import { outlineOf, shapeOf } from './outline.ts';
import { cellsOutline } from './overlay.ts';
import { useTaking } from './taking.tsx';
import styles from './zone.module.css';

/** Metres that can be drawn around a place; 0 takes its own outline. */
const AROUND_M = [0, 50, 100, 200, 400] as const;

/** What was pressed on the map or found by its name, a place or a concentration, becomes a zone. */
export function FromMap() {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const projected = useProjection();
  const { at, setView } = useView();
  const { answer } = useHotSpots();
  const takeIn = useTaking();
  const [around_m, setAround] = useState<number>(100);
  const place = placeBySlug(places, at);
  const spot = spotByKey(answer, at);
  const add = (outline: ZoneOutline, name: string, origin: Zone['origin']): void =>
    takeIn([{ zone_id: crypto.randomUUID(), name, origin, why: '', outline }], () => setView({ at: undefined }));
  const buffer = useMutation({
    mutationFn: (distance_m: number) =>
      api.post(`/api/${municipality.slug}/zones/buffer`, { around: { place: at }, distance_m }, BufferedZone),
    onSuccess: ({ outline }) => add(outline, nameIn(place!.properties.names, language), 'place'),
  });
  if (place === undefined && (spot === undefined || answer === null)) return null;
  const where = place === undefined ? whereIs(spot!, places, projected, language) : null;
  const name =
    place !== undefined
      ? nameIn(place.properties.names, language)
      : where!.how === 'nowhere'
        ? t('from.spot')
        : where!.name;
  const outlined = place !== undefined && hasArea(place);
  const distances = AROUND_M.filter((metres) => outlined || metres > 0);
  const take = (): void => {
    if (place === undefined) add(outlineOf(cellsOutline(spot!.cells, answer!.raster), projected), name, 'hot_spot');
    else if (around_m > 0) buffer.mutate(around_m);
    else add(outlineOf(shapeOf(place.geometry as Polygon | MultiPolygon, projected), projected), name, 'place');
  };
  return (
    <section className={styles.from} aria-label={name}>
      <div className={styles.headRow}>
        <b>{name}</b>
        <button
          type="button"
          className={`${panel.tool} ${panel.small}`}
          aria-label={t('from.drop')}
          onClick={() => setView({ at: undefined })}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
      {place === undefined ? (
        <p className={styles.soft}>{t('from.spotWhat')}</p>
      ) : (
        <label className={panel.field}>
          {t('from.around')}
          <select value={around_m} onChange={({ target }) => setAround(Number(target.value))}>
            {distances.map((metres) => (
              <option key={metres} value={metres}>
                {metres === 0 ? t('from.outline') : t('from.metres', { n: formatNumber(metres, language) })}
              </option>
            ))}
          </select>
        </label>
      )}
      <ProblemLine problem={sentenceOf(buffer.error)} />
      <SendButton type="button" className="primary" disabled={buffer.isPending} onClick={take}>
        {t('from.take')}
      </SendButton>
    </section>
  );
}

import type { Action } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import type { MultiPolygon } from 'geojson';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { MapButtons, MapEdge } from '../../map/map-edges.tsx';
import { useCellName } from '../../panels/cell-name.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { installationQuery, useArea } from '../../shell/area.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import { ActionMap, type PlacedAction } from './action-map.ts';
import { boxOf, middleOf } from './circle.ts';
import styles from './on-map.module.css';
import { useOutlineName } from './outline-name.ts';
import { ActionLink } from './views.tsx';

const CELL_M = 100;
/** Degrees of latitude, about 60 m: nearer to each other, numbers would lie on each other. */
const TOGETHER = 0.0005;
/** Numbers that share a middle stand on their own outlines, a sixth of a turn apart. */
const TURNS = 6;

/** Where an action's number stands: in its middle, or where others stand already on its own edge. */
function numberAt(
  { outline, middle }: Pick<PlacedAction, 'outline' | 'middle'>,
  before: readonly Pick<PlacedAction, 'middle'>[],
): PlacedAction['middle'] {
  const [lon, lat] = middle;
  const there = before.filter(
    (one) => Math.abs(one.middle[0] - lon) < 2 * TOGETHER && Math.abs(one.middle[1] - lat) < TOGETHER,
  ).length;
  if (there === 0 || outline === null) return middle;
  const ring = outline.coordinates[0]![0]!;
  const [east, north] = ring[Math.floor(((there % TURNS) * ring.length) / TURNS)]!;
  return [east!, north!];
}

/** Where each action lies, and what that is called. */
function usePlaced(actions: readonly Action[]): (PlacedAction & { action: Action; where: string })[] {
  const language = useLanguage();
  const { places } = useArea();
  const projected = useProjection();
  const nameOf = useOutlineName();
  const cellName = useCellName();
  return useMemo(
    () =>
      actions
        .flatMap((action) => {
          const { work, where } = action;
          if (work.area !== null) {
            const outline = work.area.outline as MultiPolygon;
            const [west, south, east, north] = boxOf(outline);
            const middle = [(west + east) / 2, (south + north) / 2] as const;
            return { action, outline, middle, where: work.area.name || nameOf(work.area.outline) };
          }
          if ('cell' in where) {
            const { x, y } = where.cell;
            const middle = projected.toDegrees((x + 0.5) * CELL_M, (y + 0.5) * CELL_M);
            return { action, outline: null, middle, where: cellName(where.cell) };
          }
          const place = places.features.find(({ properties }) => properties.slug === where.place);
          if (place === undefined) return [];
          const [lon, lat] = middleOf(place);
          return {
            ...{ action, outline: null, middle: [lon!, lat!] as const },
            where: nameIn(place.properties.names, language),
          };
        })
        .map((one, i, all) => ({
          ...one,
          middle: numberAt(one, all.slice(0, i)),
          ...{ no: i + 1, action_id: one.action.action_id, status: one.action.status },
        })),
    [actions, places, projected, nameOf, cellName, language],
  );
}

/** Where actions are: on the map, and numbered alike in the list beside it, which says the same. */
export function OnMap({ actions }: { actions: readonly Action[] }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const { data: installation } = useQuery(installationQuery);
  const placed = usePlaced(actions);
  const container = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const [map, setMap] = useState<ActionMap | null | 'none'>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const label = t('map.all', { area: nameIn(municipality.names, language) });
  const choose = useCallback((action_id: string): void => {
    setCurrent(action_id);
    list.current?.querySelector<HTMLElement>(`[data-action="${action_id}"] a`)?.focus();
  }, []);
  const basemap = installation?.basemap;
  useEffect(() => {
    if (basemap === undefined) return;
    const options = { container: container.current!, municipality, places, basemap, language, label };
    const own = ActionMap.open({ ...options, onAction: choose });
    setMap(own ?? 'none');
    return () => {
      setMap(null);
      own?.dispose();
    };
  }, [municipality, places, basemap, language, label, choose]);
  useEffect(() => {
    if (map instanceof ActionMap) map.show(placed);
  }, [map, placed]);
  useEffect(() => {
    if (map instanceof ActionMap) map.choose(current);
  }, [map, current]);
  const outlined = placed.filter(({ outline }) => outline !== null).length;
  return (
    <div className={styles.onMap}>
      <div className={styles.stage}>
        <div ref={container} className={styles.ground} />
        {map === 'none' && <p className={styles.mapless}>{t('map.none')}</p>}
        {map instanceof ActionMap && (
          <>
            <MapButtons map={map} />
            <LiveEdge map={map} />
          </>
        )}
      </div>
      <div className={styles.beside}>
        <p>
          {t('map.placed', { n: outlined, of: actions.length })} {t('map.legend')}
        </p>
        <ol ref={list} className={styles.twin}>
          {placed.map(({ action, where }) => (
            <li
              key={action.action_id}
              data-action={action.action_id}
              data-current={action.action_id === current || undefined}
              onFocus={() => setCurrent(action.action_id)}
              onMouseEnter={() => setCurrent(action.action_id)}
            >
              <span>
                <ActionLink action={action} />{' '}
                <small>
                  {where} · {t(`status.${action.status}`)}
                </small>
              </span>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function LiveEdge({ map }: { map: ActionMap }) {
  return <MapEdge {...useSyncExternalStore(map.subscribe, () => map.edge)} />;
}

import type { Feeling, Walk } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../../import/problem-line.tsx';
import { newKey } from '../../offline/key.ts';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { useLanguage } from '../../text/index.ts';
import type { Corner, Drawing } from '../dialogue/live/drawing.ts';
import { KeptLine } from '../dialogue/live/fate-lines.tsx';
import live from '../dialogue/live/live.module.css';
import type { MarkMap } from '../dialogue/live/mark-map.ts';
import { MarkMapView } from '../dialogue/live/mark-map-view.tsx';
import { useDelivery } from './delivery.ts';
import { type Draft, emptyDraft, isBegun, observationOf } from './draft.ts';
import type { Outgoing } from './kept.ts';
import { ObservationForm } from './observation-form.tsx';
import { Outbox } from './outbox.tsx';
import styles from './walk.module.css';
import type { WalkPageProps } from './walk-page.tsx';
import { aroundOf, planOf, saveWalk, useRenew } from './walk-query.ts';
import { useWalkWords } from './words.ts';

const NOTHING: Drawing = { shape: 'Point', corners: [] };

/** What has been said of a stop: unsafe where anything is, nothing where nothing. */
export function feltAt(stop_id: string, seen: readonly { stop_id: string; feeling: Feeling }[]): Feeling | null {
  const here = seen.filter((one) => one.stop_id === stop_id);
  if (here.length === 0) return null;
  return here.some(({ feeling }) => feeling === 'unsafe') ? 'unsafe' : 'safe';
}

/** What has arrived, then what is on its way from here. */
function seenOf(walk: Walk, outgoing: readonly Outgoing[]) {
  const isThere = new Set(walk.observations.map(({ observation_id }) => observation_id));
  return [
    ...walk.observations.map((one) => ({ ...one, id: one.observation_id, pictures: one.photos.length, waits: false })),
    ...outgoing.flatMap((one) =>
      one.kind === 'observation' && one.walk_id === walk.walk_id && !isThere.has(one.key)
        ? [{ ...one.observation, id: one.key, pictures: one.photos.length, waits: true }]
        : [],
    ),
  ];
}

/** The stop that lies nearest; null where there is none. */
export function nearestStop(stops: Walk['stops'], [lon, lat]: Corner): string | null {
  const shrink = Math.cos((lat * Math.PI) / 180);
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { stop_id, geometry } of stops) {
    const [x, y] = geometry.coordinates;
    const far = ((x - lon) * shrink) ** 2 + (y - lat) ** 2;
    if (far < least) [nearest, least] = [stop_id, far];
  }
  return nearest;
}

/** A walk while it is gone, on a telephone: what is seen at each stop, kept here until it has arrived. */
export function Going({ walk, managers, form, holds, whose, shelf }: WalkPageProps) {
  const { t } = useTranslation('walks');
  const language = useLanguage();
  const words = useWalkWords();
  const { slug, time_zone } = useArea().municipality;
  const queries = useQueryClient();
  const renew = useRenew();
  const of = useMemo(() => ({ area: slug, whose, walk_id: walk.walk_id }), [slug, whose, walk.walk_id]);
  const delivery = useDelivery(shelf, slug, whose, renew);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [kept, setKept] = useState<'saving' | 'kept' | 'fleeting' | null>(null);
  const [, setMap] = useState<MarkMap | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void shelf.draft(of).then((begun) => begun !== null && setDraft(begun));
  }, [shelf, of]);
  /** Every change is kept here at once. */
  const edit = (next: Draft): void => {
    setDraft(next);
    if (!isBegun(next)) return;
    setKept('saving');
    const done = shelf.lasting ? ('kept' as const) : ('fleeting' as const);
    shelf
      .keepDraft(of, next)
      .then(() => setKept(done))
      .catch(() => setKept('fleeting'));
  };
  const hour = (): number => Number(new Date().toLocaleTimeString('sv-SE', { timeZone: time_zone, hour: '2-digit' }));
  const open = (stop_id: string): void => {
    if (!holds) return;
    if (draft !== null && isBegun(draft)) {
      announce(t('going.first'));
      return;
    }
    setDraft(emptyDraft(newKey(), stop_id, hour()));
    panel.current?.scrollTo({ top: 0 });
  };
  const close = async (): Promise<void> => {
    setDraft(null);
    setKept(null);
    await shelf.forgetDraft(of);
  };
  const send = async (): Promise<void> => {
    if (draft === null || draft.feeling === null) return;
    const observation = observationOf({ ...draft, feeling: draft.feeling });
    const { key, photos } = draft;
    await shelf.dispatch({ ...of, key, refused: null, kind: 'observation', observation, photos, draft });
    setDraft(null);
    setKept(null);
    announce(t('going.kept'));
    panel.current?.scrollTo({ top: 0 });
    await delivery.reread();
    await delivery.send();
  };
  const reopen = async (one: Outgoing & { kind: 'observation' }): Promise<void> => {
    await shelf.reopen(one);
    await delivery.reread();
    setDraft(one.draft);
    setKept('kept');
  };

  const seen = useMemo(() => seenOf(walk, delivery.outgoing), [walk, delivery.outgoing]);
  const shown = useMemo(
    () => ({
      marks: walk.stops.map(({ stop_id, geometry }) => ({
        ...{ id: stop_id, geometry, feeling: feltAt(stop_id, seen) },
      })),
      ...{ current: draft?.stop_id ?? null, drawing: NOTHING },
      way: walk.route?.coordinates.map(([lon, lat]): Corner => [lon, lat]) ?? [],
    }),
    [walk, seen, draft?.stop_id],
  );
  // The map is made once: it calls what holds now.
  const now = useRef(open);
  now.current = open;
  const stops = useRef(walk.stops);
  stops.current = walk.stops;
  const onMark = useCallback((id: string) => now.current(id), []);
  const onCorner = useCallback((at: Corner) => {
    const nearest = nearestStop(stops.current, at);
    if (nearest !== null) now.current(nearest);
  }, []);
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: time_zone });
  const finish = useMutation({
    mutationFn: () =>
      saveWalk(slug, walk, { ...planOf(walk), dates: { ...walk.dates, walk: { on: today, held: true } } }),
    async onSuccess(saved) {
      queries.setQueryData(['walk', slug, walk.walk_id], saved);
      await renew();
    },
  });
  return (
    <div className={live.live}>
      <section className={live.beside} aria-label={t('map')}>
        <MarkMapView shown={shown} around={aroundOf(walk)} onCorner={onCorner} onMark={onMark} onMap={setMap} />
      </section>
      <div className={live.panel} ref={panel}>
        <Outbox delivery={delivery} canOpen={draft === null} onReopen={(one) => void reopen(one)} />
        {draft !== null ? (
          <ObservationForm
            key={draft.key}
            draft={draft}
            stops={walk.stops}
            managers={managers}
            form={form}
            onChange={edit}
            onSend={() => void send()}
            onClose={() => void close()}
          />
        ) : (
          <>
            <section aria-labelledby="stops">
              <h2 id="stops">{t('stops')}</h2>
              <p className={live.note}>{t(walk.stops.length === 0 ? 'going.noStops' : 'going.what')}</p>
              <ol className={styles.choose}>
                {walk.stops.map(({ stop_id }) => (
                  <li key={stop_id}>
                    <button type="button" disabled={!holds} onClick={() => open(stop_id)}>
                      {words.stop(walk.stops, stop_id)}
                    </button>
                    <ul>
                      {seen
                        .filter((one) => one.stop_id === stop_id)
                        .map((one) => (
                          <li key={one.id} lang={language}>
                            {words.seen(one)}
                            {one.pictures > 0 && ` · ${t('photos.count', { count: one.pictures })}`}
                            {one.waits && ` · ${t('going.waits')}`}
                          </li>
                        ))}
                    </ul>
                  </li>
                ))}
              </ol>
            </section>
            {holds && !walk.dates.walk.held && (
              <section>
                <p className={live.note}>{t('going.finish.note')}</p>
                <ProblemLine problem={sentenceOf(finish.error)} />
                <SendButton type="button" disabled={finish.isPending} onClick={() => finish.mutate()}>
                  {t('going.finish')}
                </SendButton>
              </section>
            )}
            {walk.dates.walk.held && <p className={live.note}>{t('going.held')}</p>}
          </>
        )}
        <KeptLine kept={kept} />
      </div>
    </div>
  );
}

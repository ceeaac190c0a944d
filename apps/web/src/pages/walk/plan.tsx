import { type NewWalk, WALK_GROUPS, WALK_STEPS, type Walk, type WalkGroup, type WalkStep } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { ApiProblem, api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { newKey } from '../../offline/key.ts';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import { type Corner, type Drawing, withCorner } from '../dialogue/live/drawing.ts';
import live from '../dialogue/live/live.module.css';
import type { MarkMap } from '../dialogue/live/mark-map.ts';
import { MarkMapView } from '../dialogue/live/mark-map-view.tsx';
import { Pick } from '../dialogue/live/pick.tsx';
import { AreaField } from '../lawful/area-field.tsx';
import styles from './walk.module.css';
import type { WalkPageProps } from './walk-page.tsx';
import { aroundOf, planOf, saveWalk, useRenew, useWalk } from './walk-query.ts';
import { useWalkWords } from './words.ts';

const TOOLS = ['stop', 'route'] as const;
const EMPTY: Drawing = { shape: 'LineString', corners: [] };
const routeOf = ({ corners }: Drawing): NewWalk['route'] =>
  corners.length < 2 ? null : { type: 'LineString', coordinates: corners.map(([lon, lat]) => [lon, lat]) };

const drawingOf = ({ route }: Walk): Drawing => ({
  ...EMPTY,
  corners: route?.coordinates.map(([lon, lat]): Corner => [lon, lat]) ?? [],
});

/** A walk before it is gone: its days, who takes part, its route and stops, drawn by mouse, touch or keys. */
export function Plan({ walk, form, holds }: WalkPageProps) {
  const { t } = useTranslation('walks');
  const language = useLanguage();
  const words = useWalkWords();
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  const renew = useRenew();
  const navigate = useNavigate();
  const { refetch } = useWalk(walk.walk_id);
  /** What is changed: somebody else's version that comes meanwhile isn't written over. */
  const [read, setRead] = useState(walk);
  const [plan, setPlan] = useState<NewWalk>(() => planOf(walk));
  const [route, setRoute] = useState<Drawing>(() => drawingOf(walk));
  const [tool, setTool] = useState<(typeof TOOLS)[number]>('stop');
  const [current, setCurrent] = useState<string | null>(null);
  const [moving, setMoving] = useState(false);
  const [map, setMap] = useState<MarkMap | null>(null);
  const change = (changed: Partial<NewWalk>): void => setPlan((before) => ({ ...before, ...changed }));
  const setStops = (edit: (stops: NewWalk['stops']) => NewWalk['stops']): void =>
    setPlan((before) => ({ ...before, stops: edit(before.stops) }));

  const corner = (at: Corner): void => {
    if (!holds) return;
    if (tool === 'route') {
      const next = withCorner(route, at);
      if (typeof next !== 'string') setRoute(next);
      announce(
        typeof next === 'string'
          ? t(`route.${next}`)
          : t('route.corners', { n: formatNumber(next.corners.length, language) }),
      );
      return;
    }
    const geometry = { type: 'Point' as const, coordinates: [at[0], at[1]] as [number, number] };
    if (moving && current !== null) {
      setStops((stops) => stops.map((stop) => (stop.stop_id === current ? { ...stop, geometry } : stop)));
      setMoving(false);
      announce(t('stop.moved'));
      return;
    }
    const stop_id = newKey();
    setStops((stops) => [...stops, { stop_id, name: '', geometry }]);
    setCurrent(stop_id);
    announce(t('stop.added', { no: formatNumber(plan.stops.length + 1, language) }));
  };
  const press = (stop_id: string): void => {
    const stop = plan.stops.find((one) => one.stop_id === stop_id);
    if (tool === 'route' && stop !== undefined) corner(stop.geometry.coordinates);
    else setCurrent(stop_id);
  };
  // The map is made once: it calls what holds now.
  const now = useRef({ corner, press });
  now.current = { corner, press };
  const onCorner = useCallback((at: Corner) => now.current.corner(at), []);
  const onMark = useCallback((id: string) => now.current.press(id), []);

  const shown = useMemo(
    () => ({
      marks: plan.stops.map(({ stop_id, geometry }) => ({ id: stop_id, geometry, feeling: null })),
      current,
      drawing: tool === 'route' ? route : EMPTY,
      way: tool === 'route' ? [] : route.corners,
    }),
    [plan.stops, current, route, tool],
  );
  const save = useMutation({
    mutationFn: () => saveWalk(slug, read, { ...plan, route: routeOf(route) }),
    async onSuccess(saved) {
      setRead(saved);
      queries.setQueryData(['walk', slug, walk.walk_id], saved);
      await renew();
    },
  });
  const readAgain = async (): Promise<void> => {
    const { data } = await refetch();
    if (data === undefined) return;
    setRead(data);
    setPlan(planOf(data));
    setRoute(drawingOf(data));
    save.reset();
  };
  const isStale = save.error instanceof ApiProblem && save.error.code === 'walk_changed';
  const [isAsked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.delete(`/api/${slug}/walks/${walk.walk_id}`),
    async onSuccess() {
      await navigate({ to: '/$municipality/vandringar', params: { municipality: slug }, search: true });
      await renew();
    },
  });
  const moveStop = (at: number, by: number): void =>
    setStops((stops) => {
      const next = [...stops];
      const [stop] = next.splice(at, 1);
      next.splice(at + by, 0, stop!);
      return next;
    });
  return (
    <div className={live.live}>
      <section className={live.beside} aria-label={t('map')}>
        <MarkMapView shown={shown} around={aroundOf(walk)} onCorner={onCorner} onMark={onMark} onMap={setMap} />
      </section>
      <div className={live.panel}>
        {holds && map !== null && (
          <section className={live.draw} aria-label={t('drawing')}>
            <Pick
              legend={t('tool')}
              choices={TOOLS.map((value) => ({ value, name: t(`tool.${value}`) }))}
              isChosen={(value) => tool === value}
              onTap={(value) => {
                setTool(value);
                setMoving(false);
              }}
            />
            <div className={live.acts}>
              <button type="button" onClick={() => map.chooseCentre()}>
                <Icon name="target" size={18} /> {t(tool === 'route' ? 'route.centre' : 'stop.centre')}
              </button>
              {tool === 'route' && route.corners.length > 0 && (
                <>
                  <button
                    type="button"
                    onClick={() => setRoute(({ corners }) => ({ ...EMPTY, corners: corners.slice(0, -1) }))}
                  >
                    <Icon name="undo" size={18} /> {t('route.takeBack')}
                  </button>
                  <button type="button" onClick={() => setRoute(EMPTY)}>
                    {t('route.clear')}
                  </button>
                </>
              )}
            </div>
          </section>
        )}
        <section aria-labelledby="stops">
          <h2 id="stops">{t('stops')}</h2>
          {plan.stops.length === 0 && <p className={live.note}>{t('stops.none')}</p>}
          <ol className={styles.stops}>
            {plan.stops.map(({ stop_id, name }, at) => (
              <li key={stop_id} data-current={stop_id === current || undefined}>
                {holds ? (
                  <TextField
                    label={t('stop.no', { no: formatNumber(at + 1, language) })}
                    dir="auto"
                    maxLength={80}
                    autoComplete="off"
                    placeholder={t('stop.name')}
                    value={name}
                    onFocus={() => setCurrent(stop_id)}
                    onText={(text) =>
                      setStops((stops) =>
                        stops.map((stop) => (stop.stop_id === stop_id ? { ...stop, name: text } : stop)),
                      )
                    }
                  />
                ) : (
                  words.stop(walk.stops, stop_id)
                )}
                {holds && (
                  <div className={styles.small}>
                    <button
                      type="button"
                      aria-label={t('stop.earlier', { no: formatNumber(at + 1, language) })}
                      disabled={at === 0}
                      onClick={() => moveStop(at, -1)}
                    >
                      <Icon name="up" size={18} />
                    </button>
                    <button
                      type="button"
                      aria-label={t('stop.later', { no: formatNumber(at + 1, language) })}
                      disabled={at === plan.stops.length - 1}
                      onClick={() => moveStop(at, 1)}
                    >
                      <Icon name="down" size={18} />
                    </button>
                    {map !== null && (
                      <button
                        type="button"
                        aria-pressed={moving && stop_id === current}
                        onClick={() => {
                          setTool('stop');
                          setCurrent(stop_id);
                          setMoving(!(moving && stop_id === current));
                        }}
                      >
                        {t('stop.move')}
                      </button>
                    )}
                    <button
                      type="button"
                      aria-label={t('stop.remove', { no: formatNumber(at + 1, language) })}
                      onClick={() => setStops((stops) => stops.filter((stop) => stop.stop_id !== stop_id))}
                    >
                      {t('remove')}
                    </button>
                  </div>
                )}
              </li>
            ))}
          </ol>
          {moving && (
            <p className={live.note} role="status">
              {t('stop.moving')}
            </p>
          )}
        </section>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <fieldset className={styles.plain} disabled={!holds}>
            <div className={forms.fields}>
              <TextField
                label={t('new.name')}
                required
                dir="auto"
                maxLength={80}
                autoComplete="off"
                value={plan.name}
                onText={(name) => change({ name })}
              />
              <SelectField
                label={t('place')}
                value={plan.place ?? ''}
                choices={[
                  { value: '', name: t('place.none') },
                  ...form.places.map(({ slug: value, names }) => ({ value, name: nameIn(names, language) })),
                ]}
                onValue={(place) => change({ place: place === '' ? null : place })}
              />
            </div>
            <h2>{t('dates')}</h2>
            {WALK_STEPS.map((step) => (
              <DayField
                key={step}
                step={step}
                day={plan.dates[step]}
                onDay={(day) => change({ dates: { ...plan.dates, [step]: day } })}
              />
            ))}
            <p className={live.note}>{t('dates.note')}</p>
            <h2>{t('takingPart')}</h2>
            <TakingPart groups={plan.taking_part} onGroups={(taking_part) => change({ taking_part })} />
            <AreaField
              label={t('notes')}
              note={t('notes.note')}
              value={plan.notes}
              onText={(notes) => change({ notes })}
            />
          </fieldset>
          {holds && (
            <footer className={live.foot}>
              <ProblemLine problem={sentenceOf(save.error)} />
              {isStale && (
                <button type="button" onClick={() => void readAgain()}>
                  {t('readAgain')}
                </button>
              )}
              {save.isSuccess && (
                <p className={live.kept} role="status">
                  {t('saved')}
                </p>
              )}
              <SendButton type="submit" className="primary" disabled={save.isPending}>
                {t('save')}
              </SendButton>
            </footer>
          )}
        </form>
        {holds && (
          <div className={styles.remove}>
            <ProblemLine problem={sentenceOf(remove.error)} />
            {isAsked ? (
              <>
                <p role="alert">{t('walk.sure')}</p>
                <SendButton type="button" disabled={remove.isPending} onClick={() => remove.mutate()}>
                  {t('yes')}
                </SendButton>
                <button type="button" onClick={() => setAsked(false)}>
                  {t('no')}
                </button>
              </>
            ) : (
              <button type="button" onClick={() => setAsked(true)}>
                {t('walk.remove')}
              </button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

interface DayFieldProps {
  step: WalkStep;
  day: NewWalk['dates'][WalkStep];
  onDay: (day: NewWalk['dates'][WalkStep]) => void;
}

/** When a part of the walk is planned, and whether it has been. */
function DayField({ step, day: { on, held }, onDay }: DayFieldProps) {
  const { t } = useTranslation('walks');
  return (
    <div className={styles.day}>
      <TextField
        label={t(`step.${step}`)}
        type="date"
        value={on ?? ''}
        onText={(text) => onDay({ on: text === '' ? null : text, held: held && text !== '' })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={held}
          disabled={on === null}
          onChange={({ target }) => onDay({ on, held: target.checked })}
        />
        <span>{t(`held.${step}`)}</span>
      </label>
    </div>
  );
}

/** Groups and how many of each: nobody's name. */
function TakingPart({
  groups,
  onGroups,
}: {
  groups: NewWalk['taking_part'];
  onGroups: (groups: NewWalk['taking_part']) => void;
}) {
  const { t } = useTranslation('walks');
  const words = useWalkWords();
  const left = WALK_GROUPS.filter((group) => !groups.some((one) => one.group === group));
  return (
    <div className={forms.fields}>
      {groups.map(({ group, n }) => (
        <TextField
          key={group}
          label={words.group(group)}
          type="number"
          min={0}
          max={10_000}
          inputMode="numeric"
          value={String(n)}
          onText={(text) => {
            const count = Math.min(10_000, Math.trunc(Number(text)));
            onGroups(
              count > 0
                ? groups.map((one) => (one.group === group ? { group, n: count } : one))
                : groups.filter((one) => one.group !== group),
            );
          }}
        />
      ))}
      <SelectField<WalkGroup | ''>
        label={t('takingPart.add')}
        note={t('takingPart.note')}
        value=""
        choices={[
          { value: '', name: t('takingPart.choose') },
          ...left.map((group) => ({ value: group, name: words.group(group) })),
        ]}
        onValue={(group) => group !== '' && onGroups([...groups, { group, n: 1 }])}
      />
    </div>
  );
}

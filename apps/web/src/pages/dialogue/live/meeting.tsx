import type { FlagForm, NewMark } from '@lagesbild/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../../offline/key.ts';
import { Announcer, announce } from '../../../shell/announcer.tsx';
import { useArea } from '../../../shell/area.tsx';
import { AreaField } from '../../lawful/area-field.tsx';
import { useDelivery } from './delivery.ts';
import { type Draft, type DraftMark, dialogueOf, emptyDraft, isBegun, lacks, newMark } from './draft.ts';
import { DrawBar } from './draw-bar.tsx';
import { type Corner, type Drawing, finished, isWhole, type Shape, withCorner } from './drawing.ts';
import { FateLines, KeptLine } from './fate-lines.tsx';
import type { Outgoing, Shelf } from './kept.ts';
import styles from './live.module.css';
import { MarkForm } from './mark-form.tsx';
import type { MarkMap } from './mark-map.ts';
import { MarkMapView } from './mark-map-view.tsx';
import { MeetingFields } from './meeting-fields.tsx';
import { SaidSoFar } from './said-so-far.tsx';

interface MeetingProps {
  form: FlagForm;
  /** Whose session it is: drafts are kept apart. */
  whose: string;
  shelf: Shelf;
  /** What was begun before, if anything. */
  begun: Draft | null;
}

const POINT: Drawing = { shape: 'Point', corners: [] };

/** One meeting while it goes on. Every change is kept here at once. */
export function Meeting({ form, whose, shelf, begun }: MeetingProps) {
  const { t } = useTranslation('dialogue');
  const queries = useQueryClient();
  const { slug, time_zone } = useArea().municipality;
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: time_zone });
  const owned = useMemo(() => ({ area: slug, whose }), [slug, whose]);
  const [draft, setDraft] = useState<Draft>(() => begun ?? emptyDraft(today));
  const [kept, setKept] = useState<'saving' | 'kept' | 'fleeting' | null>(begun === null ? null : 'kept');
  const [feeling, setFeeling] = useState<NewMark['feeling']>('unsafe');
  const [drawing, setDrawing] = useState<Drawing>(POINT);
  const [current, setCurrent] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [map, setMap] = useState<MarkMap | null>(null);
  const onArrived = useCallback(() => {
    for (const key of ['dialogues', 'perception']) void queries.invalidateQueries({ queryKey: [key, slug] });
  }, [queries, slug]);
  const delivery = useDelivery(shelf, slug, whose, onArrived);

  const panel = useRef<HTMLDivElement>(null);
  const first = useRef(draft);
  useEffect(() => {
    if (draft === first.current) return;
    let isLast = true;
    setKept('saving');
    const done = (now: 'kept' | 'fleeting'): void => {
      if (isLast) setKept(isBegun(draft) ? now : null);
    };
    const keeping = isBegun(draft) ? shelf.keepDraft(owned, draft) : shelf.forgetDraft(owned);
    keeping.then(() => done(shelf.lasting ? 'kept' : 'fleeting')).catch(() => done('fleeting'));
    return () => {
      isLast = false;
    };
  }, [shelf, owned, draft]);

  const change = (changed: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changed }));
  const setMarks = (edit: (marks: readonly DraftMark[]) => readonly DraftMark[]): void =>
    setDraft((before) => ({ ...before, marks: edit(before.marks) }));
  const add = (mark: DraftMark): void => {
    setMarks((marks) => [...marks, mark]);
    setDrawing((before) => ({ ...before, corners: [] }));
    setCurrent(mark.id);
  };
  /** A press on the map, or under its crosshair. */
  const corner = (at: Corner): void => {
    const next = withCorner(drawing, at);
    if (typeof next === 'string') announce(t(`live.corner.${next}`));
    else if (next.shape === 'Point') finish(next);
    else {
      setDrawing(next);
      announce(t('live.corners', { count: next.corners.length }));
    }
  };
  const finish = (whole: Drawing): void => {
    if (!isWhole(whole)) return;
    const geometry = finished(whole);
    if (typeof geometry === 'string') announce(t(`live.corner.${geometry}`));
    else add(newMark(newKey(), geometry, feeling));
  };
  const byName = (of: string): void => {
    const place = form.places.find((one) => one.slug === of)!;
    map?.look([place.lon, place.lat]);
    add(newMark(newKey(), { type: 'Point', coordinates: [place.lon, place.lat] }, feeling, of));
  };
  const takeBack = (): void => setDrawing(({ shape, corners }) => ({ shape, corners: corners.slice(0, -1) }));
  // The map is made once: it calls what holds now.
  const now = useRef(corner);
  now.current = corner;
  const onCorner = useCallback((at: Corner) => now.current(at), []);
  useEffect(() => {
    const key = ({ key: pressed, target }: KeyboardEvent): void => {
      if (!(target instanceof HTMLCanvasElement)) return;
      if (pressed === 'Backspace') takeBack();
      if (pressed === 'Escape') setDrawing(({ shape }) => ({ shape, corners: [] }));
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  });

  const shown = useMemo(() => ({ marks: draft.marks, current, drawing }), [draft.marks, current, drawing]);
  const at = draft.marks.findIndex(({ id }) => id === current);
  const missing = lacks(draft, today);
  /** What has been said, and what became of it, stands at the top. */
  const showTop = (): void => panel.current?.scrollTo({ top: 0 });
  const leave = (): void => {
    setCurrent(null);
    map?.focus();
    showTop();
  };
  const send = async (): Promise<void> => {
    setAsked(true);
    if (missing.length > 0) return;
    setDrawing(POINT);
    setCurrent(null);
    await shelf.dispatch({ ...owned, key: newKey(), dialogue: dialogueOf(draft), draft, refused: null });
    const next = emptyDraft(today);
    first.current = next; // nothing to keep of it yet
    setDraft(next);
    setKept(null);
    setAsked(false);
    showTop();
    await delivery.send();
  };
  const reopen = async (one: Outgoing): Promise<void> => {
    await shelf.reopen(one);
    delivery.reopened(one.key);
    first.current = one.draft;
    setDraft(one.draft);
    setKept('kept');
  };

  return (
    <div className={styles.live}>
      <section className={styles.beside} aria-label={t('live.map')}>
        <MarkMapView shown={shown} onCorner={onCorner} onMark={setCurrent} onMap={setMap} />
      </section>
      <div className={styles.panel} ref={panel}>
        <header className={styles.head}>
          <h1>{t('live.title')}</h1>
          <Link to="/$municipality/installningar/dialoger" params={{ municipality: slug }} search={true}>
            {t('live.all')}
          </Link>
        </header>
        <FateLines
          delivery={delivery}
          isBegun={isBegun(draft)}
          onSend={() => void delivery.send()}
          onReopen={(one) => void reopen(one)}
        />
        {at >= 0 ? (
          <MarkForm
            key={current}
            mark={draft.marks[at]!}
            no={at + 1}
            form={form}
            onChange={(mark) => setMarks((marks) => marks.map((one) => (one.id === mark.id ? mark : one)))}
            onDone={leave}
            onRemove={() => {
              setMarks((marks) => marks.filter(({ id }) => id !== current));
              announce(t('live.mark.removed'));
              leave();
            }}
          />
        ) : (
          <>
            <section aria-labelledby="said">
              <h2 id="said">{t('live.said')}</h2>
              <SaidSoFar marks={draft.marks} form={form} onOpen={setCurrent} />
              {isAsked && missing.includes('marks') && <p className={styles.lack}>{t('live.lack.marks')}</p>}
            </section>
            <section aria-labelledby="marking">
              <h2 id="marking">{t('live.marking')}</h2>
              <DrawBar
                feeling={feeling}
                drawing={drawing}
                places={form.places}
                hasMap={map !== null}
                onFeeling={setFeeling}
                onShape={(shape: Shape) => setDrawing({ shape, corners: [] })}
                onCentre={() => map?.chooseCentre()}
                onTakeBack={takeBack}
                onFinish={() => finish(drawing)}
                onPlace={byName}
              />
            </section>
            <section aria-labelledby="meeting">
              <h2 id="meeting">{t('live.meeting')}</h2>
              <MeetingFields
                draft={draft}
                form={form}
                today={today}
                lacking={isAsked ? missing : []}
                onChange={change}
              />
              <AreaField
                label={t('live.notes')}
                note={t('live.notes.note')}
                value={draft.notes}
                onText={(notes) => change({ notes })}
              />
            </section>
          </>
        )}
        <footer className={styles.foot}>
          <KeptLine kept={kept} />
          {isAsked && missing.length > 0 && (
            <p className={styles.lack} role="alert">
              {t('live.lack', { what: missing.map((lack) => t(`live.lackName.${lack}`)).join(', ') })}
            </p>
          )}
          <button type="button" className="primary" onClick={() => void send()}>
            {t('live.send')}
          </button>
        </footer>
      </div>
      <Announcer />
    </div>
  );
}

import type { ModeratedFlag, ModerationStage } from '@lagesbild/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../../import/problem-line.tsx';
import { Announcer } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { useStanding } from '../../shell/connection-line.tsx';
import { Failure } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatList, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { ActBar } from './act-bar.tsx';
import { ActForm } from './act-form.tsx';
import { type ActName, AT_ONCE, type Choice, isPossible } from './acts.ts';
import { clustersOf, EVERYTHING, type Narrowing, narrowed } from './clusters.ts';
import { useDeciding } from './deciding.ts';
import { Figures, Stages } from './figures.tsx';
import { FlagCard } from './flag-card.tsx';
import { FlagMapView } from './flag-map-view.tsx';
import { useFlagWords } from './flag-words.ts';
import { KeyHelp } from './key-help.tsx';
import { useKeys } from './keys.ts';
import { NarrowingFields } from './narrowing-fields.tsx';
import { usePresence } from './presence.ts';
import { queueKey, useQueue } from './queue.ts';
import { focusRow, QueueList } from './queue-list.tsx';
import styles from './review.module.css';

const NONE: readonly ModeratedFlag[] = [];
const LISTED = 500;

/** The moderators' page: the queue, the map beside it, the flag that is looked at, and what can be decided about it. */
export function Review() {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  const standing = useStanding();
  const [stage, setStage] = useState<ModerationStage>('waiting');
  const [narrowing, setNarrowing] = useState<Narrowing>(EVERYTHING);
  const [narrowingShown, setNarrowingShown] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [form, setForm] = useState<ActName | null>(null);
  const [help, setHelp] = useState(false);
  /** On a phone the card lies over the list, once a flag was pressed. */
  const [open, setOpen] = useState(false);
  const { data: queue, error, refetch } = useQueue(slug, stage);
  const words = useFlagWords(queue?.choices ?? []);
  const all = queue?.flags ?? NONE;
  const flags = narrowed(all, narrowing);
  const current = flags.find(({ flag_id }) => flag_id === chosen) ?? flags[0] ?? null;
  const picked = flags.filter(({ flag_id }) => selected.has(flag_id));
  const targets = picked.length > 0 ? picked : current === null ? [] : [current];

  // The row that gets the focus when the list has changed under the keyboard.
  const next = useRef<string | null>(null);
  useEffect(() => {
    if (next.current === null) return;
    focusRow(next.current);
    next.current = null;
  });
  const go = (flag: ModeratedFlag | undefined): void => {
    setChosen(flag?.flag_id ?? null);
    next.current = flag?.flag_id ?? null;
  };
  const { decide, undo, last } = useDeciding(slug, stage, (gone) => {
    const at = flags.findIndex(({ flag_id }) => flag_id === current?.flag_id);
    const left = [...flags.slice(at), ...flags.slice(0, Math.max(0, at)).reverse()];
    go(left.find(({ flag_id }) => !gone.has(flag_id)));
    setSelected(new Set());
    setForm(null);
  });
  const busy = decide.isPending || undo.isPending;
  const onChanged = useCallback(() => void queries.invalidateQueries({ queryKey: queueKey(slug) }), [queries, slug]);
  const others = usePresence(
    slug,
    targets.map(({ flag_id }) => flag_id),
    onChanged,
  );

  const send = (choice: Choice): void => decide.mutate({ flags: targets, choice });
  const act = (name: ActName): void => {
    if (targets.length === 0 || busy || standing !== 'ok' || !isPossible(name, stage)) return;
    decide.reset();
    undo.reset();
    if (AT_ONCE.includes(name)) send({ act: name } as Choice);
    else setForm(name);
  };
  const takeBack = (): void => {
    if (last !== null && !busy && standing === 'ok') undo.mutate(last);
  };
  const select = (ids: readonly string[], on: boolean): void =>
    setSelected((before) => {
      const after = new Set(before);
      for (const id of ids)
        if (on) after.add(id);
        else after.delete(id);
      return after;
    });
  const leave = (): void => {
    if (form !== null) {
      setForm(null);
      if (current !== null) focusRow(current.flag_id);
    } else if (selected.size > 0) setSelected(new Set());
    else setOpen(false);
  };
  useKeys({
    move: (by) => {
      const at = flags.findIndex(({ flag_id }) => flag_id === current?.flag_id);
      const to = flags[Math.min(flags.length - 1, Math.max(0, at + by))];
      if (to === undefined) return;
      setForm(null);
      go(to);
      if (to === current) focusRow(to.flag_id);
    },
    select: (whole) => {
      if (current === null) return;
      const cluster = clustersOf(flags).find((one) => one.flags.includes(current))!;
      const ids = (whole ? cluster.flags : [current]).map(({ flag_id }) => flag_id);
      select(ids, !ids.every((id) => selected.has(id)));
    },
    act,
    undo: takeBack,
    help: () => setHelp(true),
    escape: leave,
  });
  const turnTo = (to: ModerationStage): void => {
    setStage(to);
    setNarrowing(EVERYTHING);
    setNarrowingShown(false);
    setSelected(new Set());
    setForm(null);
    setChosen(null);
    setOpen(false);
  };
  const onSpot = useCallback((spot: string) => {
    setNarrowing({ ...EVERYTHING, spot });
    setNarrowingShown(true); // where it can be widened again
  }, []);
  const problem = sentenceOf(decide.error ?? undo.error);

  if (queue === undefined && error !== null)
    return (
      <div className={styles.alone}>
        <Failure error={error} retry={() => void refetch()} />
      </div>
    );
  return (
    <div className={styles.review} data-open={open || undefined} data-inspector>
      <section className={styles.queue} aria-label={t('title')}>
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          <p className={styles.lead}>{t('lead')}</p>
          {queue !== undefined && <Figures queue={queue} />}
          {others.length > 0 && (
            <p className={styles.here}>
              <Icon name="person" size={16} />
              {t('here', {
                who: formatList(
                  others.map(({ name }) => name || t('colleague')),
                  language,
                ),
              })}
            </p>
          )}
        </header>
        <Stages stage={stage} stages={queue?.stages} onStage={turnTo} />
        {stage === 'quarantined' && <p className={styles.aside}>{t('stage.quarantined.why')}</p>}
        {queue === undefined ? (
          <p className={styles.aside} role="status">
            {t('loading')}
          </p>
        ) : flags.length === 0 ? (
          <Empty stage={stage} isNarrowed={all.length > 0} onClear={() => setNarrowing(EVERYTHING)} onStage={turnTo} />
        ) : (
          <>
            <div className={styles.count}>
              <span>{t('list.shown', { count: flags.length, n: formatNumber(flags.length, language) })}</span>
              {all.length > 1 && (
                <button type="button" aria-expanded={narrowingShown} onClick={() => setNarrowingShown(!narrowingShown)}>
                  <Icon name="filter" size={16} /> {t('filter.title')}
                </button>
              )}
              <button type="button" onClick={() => setHelp(true)}>
                {t('act.help')}{' '}
                <i className={styles.key} aria-hidden="true">
                  ?
                </i>
              </button>
            </div>
            {narrowingShown && (
              <NarrowingFields flags={all} words={words} narrowing={narrowing} onChange={setNarrowing} />
            )}
            <QueueList
              flags={flags}
              words={words}
              current={current?.flag_id ?? null}
              selected={selected}
              others={others}
              onCurrent={(flag_id) => {
                setChosen(flag_id);
                setForm(null);
                setOpen(true);
              }}
              onSelect={select}
            />
            {all.length >= LISTED && <p className={styles.aside}>{t('list.capped')}</p>}
          </>
        )}
      </section>
      <FlagMapView flags={flags} current={current} onSpot={onSpot} />
      <aside className={styles.panel} aria-label={t('card.label')}>
        <button type="button" className={styles.close} onClick={() => setOpen(false)}>
          <Icon name="close" /> <span className="spoken">{t('keys.close')}</span>
        </button>
        {last !== null && (
          <p className={styles.last}>
            <span>
              {t(`done.${last.act}`, {
                count: last.decided.flags.length,
                n: formatNumber(last.decided.flags.length, language),
              })}
            </span>
            <SendButton type="button" disabled={busy} aria-keyshortcuts="U" onClick={takeBack}>
              <Icon name="undo" size={16} /> {t('act.undo')}{' '}
              <i className={styles.key} aria-hidden="true">
                U
              </i>
            </SendButton>
          </p>
        )}
        <ProblemLine problem={problem} />
        {picked.length > 1 ? (
          <p className={styles.picked}>
            <b>{t('chosen', { count: picked.length, n: formatNumber(picked.length, language) })}</b>
            <button type="button" onClick={() => setSelected(new Set())}>
              {t('chosen.clear')}
            </button>
          </p>
        ) : null}
        {current === null ? (
          <p className={styles.note}>{t('card.none')}</p>
        ) : queue !== undefined && form !== null ? (
          <ActForm
            key={`${form} ${targets.map(({ flag_id }) => flag_id).join()}`}
            act={form}
            flags={targets}
            queue={queue}
            words={words}
            busy={busy}
            onDecide={send}
            onCancel={leave}
          />
        ) : (
          <ActBar stage={stage} busy={busy} onAct={act} />
        )}
        {current !== null && picked.length < 2 && <FlagCard flag={targets[0] ?? current} words={words} />}
        {picked.length > 1 && (
          <ul className={styles.pickedList}>
            {picked.map((flag) => (
              <li key={flag.flag_id}>
                {words.where(flag)} · {words.choice('reason', flag.weightiest)}
              </li>
            ))}
          </ul>
        )}
      </aside>
      <KeyHelp open={help} onOpen={setHelp} />
      <Announcer />
    </div>
  );
}

interface EmptyProps {
  stage: ModerationStage;
  isNarrowed: boolean;
  onClear: () => void;
  onStage: (stage: ModerationStage) => void;
}

/** Nothing there is good news, or a filter that fits nothing: each with its next step. */
function Empty({ stage, isNarrowed, onClear, onStage }: EmptyProps) {
  const { t } = useTranslation('review');
  const { slug } = useArea().municipality;
  if (isNarrowed)
    return (
      <div className={styles.empty}>
        <p>{t('empty.filter')}</p>
        <button type="button" onClick={onClear}>
          {t('empty.filter.clear')}
        </button>
      </div>
    );
  return (
    <div className={styles.empty}>
      <p>{t(`empty.${stage}`)}</p>
      {stage === 'waiting' && (
        <button type="button" onClick={() => onStage('published')}>
          {t('empty.waiting.next')}
        </button>
      )}
      {stage === 'published' && (
        <Link to="/$municipality/atgarder" params={{ municipality: slug }} search={true}>
          {t('actions.link')}
        </Link>
      )}
    </div>
  );
}

import { type Zone, ZonePlan, ZonePlanEntry } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Dispatch, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api } from '../../api.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { announce } from '../../shell/announcer.tsx';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { asZone, edited } from './edited-zone.ts';
import type { Change, Editor } from './editor.ts';
import { type Draft, keepDraft, keptDraft } from './kept-draft.ts';
import { newestOf, planPath, plansPath, versionOf } from './plans.ts';
import { chosen, type Reconciled, reconcile, sameZone } from './reconcile.ts';

/** What a version of a plan was changed to by two. */
export interface Meeting {
  readonly found: Reconciled;
  /** The version that somebody else saved. */
  readonly theirs: ZonePlan;
  readonly note: string;
}

interface Saved {
  readonly plan: ZonePlan;
  readonly taken: number;
}

/** Another version was saved meanwhile, and it has to be chosen between. */
class Met extends Error {
  readonly meeting: Meeting;
  constructor(meeting: Meeting) {
    super('both have changed the same zone');
    this.meeting = meeting;
  }
}

const KEEP_AFTER_MS = 300;
const same = (a: readonly Zone[], b: readonly Zone[]): boolean =>
  a.length === b.length && a.every((zone, i) => sameZone(zone, b[i]!));

/**
 * One plan as it is worked on: the version it stands on, whether anything is unsaved, saving it, and meeting what somebody else
 * saved meanwhile.
 *
 * @param plan    as it was read; null: one that nobody has saved yet
 * @param isRead  false while it isn't known yet which plan that is
 * @param onPlan  the plan that stands after saving
 */
export function useOpenPlan(
  slug: string,
  plan: ZonePlan | null,
  isRead: boolean,
  [editor, change]: readonly [Editor, Dispatch<Change>],
  onPlan: (plan: ZonePlan) => void,
) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const projected = useProjection();
  const queries = useQueryClient();
  const [meeting, setMeeting] = useState<Meeting | null>(null);
  const [restored, setRestored] = useState<Draft | null>(null);
  const plan_id = plan?.plan_id ?? null;
  const opened = useRef<string | undefined>(undefined);
  /** The version that what is drawn was made from: a draft's own, until it is saved. */
  const [basedOn, setBasedOn] = useState<number | null>(null);

  useEffect(() => {
    if (!isRead) return;
    const key = `${plan_id} ${plan?.shown.version}`;
    if (opened.current === key) return;
    opened.current = key;
    const given = plan?.zones ?? [];
    change({ do: 'open', zones: given.map((zone) => edited(zone, projected)) });
    const draft = keptDraft(slug, plan_id);
    const isWorth = draft !== null && (draft.line.length > 0 || !same(draft.zones, given));
    setRestored(isWorth ? draft : null);
    setBasedOn(isWorth ? draft.based_on : (plan?.shown.version ?? null));
    if (!isWorth) return;
    if (!same(draft.zones, given)) change({ do: 'replace', zones: draft.zones.map((zone) => edited(zone, projected)) });
    if (draft.line.length > 0) change({ do: 'tool', tool: 'draw' });
    for (const [lon, lat] of draft.line) change({ do: 'put', point: projected.toMetres(lon, lat) });
  }, [slug, plan, plan_id, isRead, change, projected]);

  const zones = useMemo(() => editor.zones.map((zone) => asZone(zone, projected)), [editor.zones, projected]);
  const given = plan?.zones;
  const isChanged = useMemo(() => !same(zones, given ?? []), [zones, given]);
  const { tool } = editor;
  const line = useMemo(
    () => (tool === 'draw' ? editor.line.map(([x, y]) => projected.toDegrees(x, y)) : []),
    [tool, editor.line, projected],
  );
  const orphaned = restored?.orphaned ?? false;

  // A tab that is killed tells nobody: what is drawn is kept as it is drawn.
  useEffect(() => {
    if (opened.current === undefined) return;
    const isWorth = isChanged || line.length > 0;
    const draft = { based_on: basedOn, zones, line, orphaned };
    const keep = (): void => keepDraft(slug, plan_id, isWorth ? { ...draft, kept_at: Date.now() } : null);
    const timer = setTimeout(keep, KEEP_AFTER_MS);
    addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', keep);
    };
  }, [slug, plan_id, basedOn, zones, line, orphaned, isChanged]);

  const stands = ({ plan: now, taken }: Saved): void => {
    keepDraft(slug, plan_id, null);
    opened.current = `${now.plan_id} ${now.shown.version}`;
    setRestored(null);
    setMeeting(null);
    setBasedOn(now.shown.version);
    change({ do: 'open', zones: now.zones.map((zone) => edited(zone, projected)) });
    onPlan(now);
    void queries.invalidateQueries({ queryKey: ['zone-plans', slug] });
    announce(
      taken === 0
        ? t('said.saved', { version: formatNumber(now.shown.version, language) })
        : t('said.met', { count: taken, n: formatNumber(taken, language) }),
    );
  };
  const write = (based_on: number, wanted: readonly Zone[], note: string): Promise<ZonePlan> =>
    api.post(`${planPath(slug, plan_id!)}/versions`, { based_on, zones: wanted, note }, ZonePlan);

  const save = useMutation({
    mutationFn: async ({ note, name }: { note: string; name: string }): Promise<Saved> => {
      if (plan_id === null || basedOn === null)
        return { plan: await api.post(plansPath(slug), { name, zones, note }, ZonePlan), taken: 0 };
      try {
        return { plan: await write(basedOn, zones, note), taken: 0 };
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'zones_changed_meanwhile') throw error;
        const [base, theirs] = await Promise.all([versionOf(slug, plan_id, basedOn), newestOf(slug, plan_id)]);
        const found = reconcile(base.zones, zones, theirs.zones);
        if (found.conflicts.length > 0) throw new Met({ found, theirs, note });
        return { plan: await write(theirs.shown.version, found.zones, note), taken: found.taken.length };
      }
    },
    onSuccess: stands,
    onError: (error) => {
      if (error instanceof Met) setMeeting(error.meeting);
      // Who removed the plan didn't remove what is drawn here: it goes on as a new one.
      else if (plan_id !== null && error instanceof ApiProblem && error.status === 404) {
        keepDraft(slug, plan_id, { based_on: basedOn, zones, line, orphaned: true, kept_at: Date.now() });
        save.reset();
        void queries.invalidateQueries({ queryKey: ['zone-plans', slug] });
      }
    },
  });
  const settle = useMutation({
    mutationFn: async (choices: Parameters<typeof chosen>[1]): Promise<Saved> => {
      const { found, theirs, note } = meeting!;
      const wanted = chosen(found, choices, () => crypto.randomUUID());
      return { plan: await write(theirs.shown.version, wanted, note), taken: found.taken.length };
    },
    onSuccess: stands,
  });
  const publish = useMutation({
    mutationFn: (version: number) => api.post(`${planPath(slug, plan_id!)}/publish`, { version }, ZonePlanEntry),
    onSuccess: (entry, version) => {
      onPlan({ ...plan!, ...entry });
      void queries.invalidateQueries({ queryKey: ['zone-plans', slug] });
      announce(t('said.published', { version: formatNumber(version, language) }));
    },
  });

  const giveUpDraft = (): void => {
    keepDraft(slug, plan_id, null);
    setRestored(null);
    setBasedOn(plan?.shown.version ?? null);
    change({ do: 'open', zones: (plan?.zones ?? []).map((zone) => edited(zone, projected)) });
  };
  const failed = [save.error, settle.error, publish.error].find((error) => error !== null && !(error instanceof Met));
  return {
    ...{ zones, isChanged, basedOn, restored, giveUpDraft, meeting },
    leaveMeeting: () => setMeeting(null),
    save: save.mutate,
    settle: settle.mutate,
    publish: publish.mutate,
    isBusy: save.isPending || settle.isPending || publish.isPending,
    error: failed ?? null,
  };
}

export type OpenPlan = ReturnType<typeof useOpenPlan>;

import {
  DOSAGE,
  findingsOf,
  groundFindingsOf,
  mondayOf,
  type PlannedVisits,
  WeekPlan,
  wallClock,
} from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField } from '../../account/field.tsx';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { Announcer, announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { FindingList } from './finding-list.tsx';
import { LineForm } from './line-form.tsx';
import styles from './patrol.module.css';
import { PatrolWays } from './patrol-ways.tsx';
import { usePublishedPlan } from './published-plan.ts';
import { Units } from './units.tsx';
import { WeekGrid } from './week-grid.tsx';
import { weekAfter, weekNumber } from './week-words.ts';

/** Visits of a week: zones × days, what of it can't be done, and planned against delivered. */
export function WeekPlanPage() {
  const { t } = useTranslation('patrol');
  const { slug, time_zone } = useArea().municipality;
  const language = useLanguage();
  const may = useMay();
  const queries = useQueryClient();
  const [week, setWeek] = useState(() => mondayOf(wallClock(Date.now(), time_zone).day));
  const [changed, setChanged] = useState<PlannedVisits[] | null>(null);
  const [open, setOpen] = useState<{ index: number | null; line: PlannedVisits } | null>(null);
  /** May what was changed and not saved be thrown away? */
  const mayLeave = (): boolean => changed === null || confirm(t('leave'));
  useBlocker({ shouldBlockFn: () => !mayLeave(), enableBeforeUnload: () => changed !== null });

  const { isRead, published, plan, zones, units, choose } = usePublishedPlan(slug);
  const pathOf = (of: string): string => `/api/${slug}/visit-plans/${plan?.plan_id}?week=${of}`;
  const key = ['visit-plan', slug, plan?.plan_id, week];
  const saved = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get(pathOf(week), WeekPlan, { signal }),
    enabled: plan !== undefined,
  });
  const save = useMutation({
    mutationFn: () => api.put(pathOf(week), { version: saved.data!.version, lines: changed }, WeekPlan),
    onSuccess: (after) => {
      queries.setQueryData(key, after);
      setChanged(null);
      announce(t('saved'));
    },
  });
  const copy = useMutation({
    mutationFn: () => api.get(pathOf(weekAfter(week, -1)), WeekPlan),
    onSuccess: ({ lines }) => {
      setChanged(lines);
      announce(t('copied', { n: lines.length }));
    },
  });

  const inUse = units?.filter(({ closed_on }) => closed_on === null) ?? [];
  const lines = changed ?? saved.data?.lines ?? [];
  const isGuarded = ({ unit_id, zone_id }: PlannedVisits): boolean =>
    units?.find((unit) => unit.unit_id === unit_id)?.kind === 'ordningsvakt' &&
    zones.some((zone) => zone.zone_id === zone_id);
  const findings = [
    ...findingsOf(week, time_zone, lines, saved.data?.beside),
    ...(saved.data === undefined ? [] : groundFindingsOf(week, lines, isGuarded, saved.data.permits)),
  ];
  const groundless = findings.flatMap(({ kind, lines: [at] }) => (kind === 'no_ground' ? lines[at!]!.visits : []));
  const turnTo = (n: number): void => {
    if (!mayLeave()) return;
    setWeek(weekAfter(week, n));
    setChanged(null);
    setOpen(null);
    save.reset();
  };
  const replace = (index: number, change: Partial<PlannedVisits>): void =>
    setChanged(lines.map((line, i) => (i === index ? { ...line, ...change } : line)));
  const mayPlan = may('plan_visits', slug);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <PatrolWays />
        <h1>{t('title')}</h1>
        <p className={forms.note}>{t('lead')}</p>
        {plan?.demonstration === true && <p className={styles.notice}>{t('made_up')}</p>}
      </header>
      {isRead && plan === undefined && (
        <p className={styles.over}>
          {t('no_plan')}
          <Link to="/$municipality/zoner" params={{ municipality: slug }}>
            {t('to.zones')}
          </Link>
        </p>
      )}
      {plan !== undefined && (
        <>
          <div className={styles.bar}>
            <SelectField
              label={t('plan')}
              value={plan.plan_id}
              choices={published.map(({ plan_id: value, name }) => ({ value, name }))}
              onValue={(plan_id) => {
                choose(plan_id);
                setChanged(null);
              }}
            />
            <button type="button" onClick={() => turnTo(-1)}>
              {t('week.before')}
            </button>
            <strong>{t('week', { n: weekNumber(week), day: formatDay(week, language) })}</strong>
            <button type="button" onClick={() => turnTo(1)}>
              {t('week.after')}
            </button>
            {mayPlan && (
              <SendButton type="button" disabled={copy.isPending} onClick={() => copy.mutate()}>
                {t('copy')}
              </SendButton>
            )}
            <a href={`/api/${slug}/visit-plans/${plan.plan_id}/visits.ics?week=${week}`}>{t('calendar')}</a>
          </div>
          {groundless.length > 0 && (
            <p className={styles.alarm} role="status">
              {t('ground.top', { n: groundless.reduce((sum, n) => sum + n, 0) })}
            </p>
          )}
          <WeekGrid
            slug={slug}
            week={week}
            lines={lines}
            findings={findings}
            zones={zones}
            units={units ?? []}
            onOpen={(index) => setOpen({ index, line: lines[index]! })}
            onAdd={(zone_id, weekday) => {
              const unit_id = inUse[0]?.unit_id;
              if (unit_id === undefined) return announce(t('no_unit'));
              const hours = { from_minute: 18 * 60, to_minute: 22 * 60 };
              setOpen({
                index: null,
                line: { zone_id, weekday, unit_id, ...hours, minutes: DOSAGE.chosen_min, visits: 2 },
              });
            }}
            onMove={replace}
          />
          {inUse.length === 0 && units !== undefined && <p>{t('no_unit')}</p>}
          {open !== null && (
            <LineForm
              key={`${open.index} ${open.line.zone_id} ${open.line.weekday}`}
              line={open.line}
              isNew={open.index === null}
              zones={zones}
              units={inUse}
              onKeep={(line) => {
                if (open.index === null) setChanged([...lines, line]);
                else replace(open.index, line);
                setOpen(null);
              }}
              onRemove={() => {
                setChanged(lines.filter((_, i) => i !== open.index));
                setOpen(null);
              }}
              onCancel={() => setOpen(null)}
            />
          )}
          <FindingList findings={findings} lines={lines} zones={zones} units={units ?? []} />
          <ProblemLine problem={sentenceOf(save.error ?? copy.error ?? saved.error)} />
          {changed !== null && mayPlan && (
            <div className={forms.acts}>
              <SendButton type="button" className="primary" disabled={save.isPending} onClick={() => save.mutate()}>
                {t('save')}
              </SendButton>
              <button
                type="button"
                onClick={() => {
                  setChanged(null);
                  save.reset();
                  void saved.refetch();
                }}
              >
                {t('undo')}
              </button>
            </div>
          )}
          <section className={styles.part}>
            <h2>{t('delivery')}</h2>
            <p className={forms.note}>
              {t('dosage', { least: DOSAGE.least_min, most: DOSAGE.most_min, hours: DOSAGE.every_min / 60 })}
            </p>
            <ul className={styles.rows}>
              {saved.data?.delivery.map(({ zone_id, zone_name, ...of }) => (
                <li key={zone_id}>
                  <bdi>{zone_name}</bdi>
                  <span>{t('delivery.line', of)}</span>
                </li>
              ))}
            </ul>
            {saved.data?.delivery.length === 0 && <p>{t('delivery.none')}</p>}
          </section>
        </>
      )}
      {may('set_up_units', slug) && <Units slug={slug} units={inUse} />}
      <Announcer />
    </div>
  );
}

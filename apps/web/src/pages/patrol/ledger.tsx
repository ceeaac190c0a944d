import { addDays, DOSAGE, mondayOf, type NewVisitOf, Visit, WeekDelivery, wallClock } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { Announcer, announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import { DeliveryTable } from './delivery-table.tsx';
import styles from './patrol.module.css';
import { PatrolWays } from './patrol-ways.tsx';
import { usePublishedPlan } from './published-plan.ts';
import { VisitForm } from './visit-form.tsx';
import { VisitTable } from './visit-table.tsx';

const WEEKS_SHOWN = 6;
const EVERY = 'all';
/** In the evening, when most visits are made. */
const USUAL_START = 18 * 60;

/** The ledger of visits: planned against delivered, the visits themselves, and what the office writes down or corrects. */
export function LedgerPage() {
  const { t } = useTranslation('patrol');
  const language = useLanguage();
  const { slug, names, time_zone } = useArea().municipality;
  const mayLog = useMay()('log_visits', slug);
  const queries = useQueryClient();
  const { isRead, published, plan, zones, units = [], choose } = usePublishedPlan(slug);
  const today = wallClock(Date.now(), time_zone).day;
  const [days, setDays] = useState({ from: addDays(mondayOf(today), -7 * (WEEKS_SHOWN - 1)), to: today });
  const [zone_id, setZone] = useState(EVERY);
  const [unit_id, setUnit] = useState(EVERY);
  const [open, setOpen] = useState<Visit | null>(null);
  const [sent, setSent] = useState(0);
  const { from, to } = days;
  const isAsked = from !== '' && to !== '' && from <= to;
  const title = `${t('ledger')} – ${nameIn(names, language)} – Lägesbild`;
  useEffect(() => {
    document.title = title;
  }, [title]);

  const narrowed = [zone_id === EVERY ? '' : `&zone_id=${zone_id}`, unit_id === EVERY ? '' : `&unit_id=${unit_id}`];
  const path = `/api/${slug}/visits`;
  const visits = useQuery({
    queryKey: ['visits', slug, from, to, zone_id, unit_id],
    queryFn: ({ signal }) => api.get(`${path}?from=${from}&to=${to}${narrowed.join('')}`, z.array(Visit), { signal }),
    enabled: isAsked,
  });
  const weeks = `from=${mondayOf(isAsked ? from : today)}&to=${mondayOf(isAsked ? to : today)}`;
  const delivery = `/api/${slug}/visit-plans/${plan?.plan_id}/delivery`;
  const delivered = useQuery({
    queryKey: ['visits', slug, 'delivery', plan?.plan_id, weeks],
    queryFn: ({ signal }) => api.get(`${delivery}?${weeks}`, z.array(WeekDelivery), { signal }),
    enabled: plan !== undefined && isAsked,
  });
  const renewed = (said: string): Promise<void> => {
    setOpen(null);
    announce(said);
    return queries.invalidateQueries({ queryKey: ['visits', slug] });
  };
  const log = useMutation({
    mutationFn: (visit: NewVisitOf) => api.post(path, visit, Visit),
    onSuccess: ({ zone_name: zone, started_on: day }) => {
      setSent((n) => n + 1);
      return renewed(t('ledger.logged', { zone, day }));
    },
  });
  const correct = useMutation({
    mutationFn: (visit: NewVisitOf) => api.put(`${path}/${open!.visit_id}`, visit, Visit),
    onSuccess: () => renewed(t('ledger.corrected')),
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`${path}/${open!.visit_id}`),
    onSuccess: () => renewed(t('ledger.removed')),
  });

  const inUse = units.filter(({ closed_on }) => closed_on === null);
  const rows = delivered.data?.filter((row) => zone_id === EVERY || row.zone_id === zone_id) ?? [];
  const first = zones[0];
  const isMadeUp = plan?.demonstration === true || visits.data?.some(({ demonstration }) => demonstration) === true;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <PatrolWays />
        <h1>{t('ledger')}</h1>
        <p className={forms.note}>{t('ledger.lead')}</p>
        {isMadeUp && <p className={styles.notice}>{t('made_up')}</p>}
      </header>
      <div className={styles.bar}>
        {published.length > 1 && (
          <SelectField
            label={t('plan')}
            value={plan!.plan_id}
            choices={published.map(({ plan_id: value, name }) => ({ value, name }))}
            onValue={choose}
          />
        )}
        <TextField
          label={t('ledger.from')}
          type="date"
          value={from}
          max={to}
          onText={(day) => setDays({ ...days, from: day })}
        />
        <TextField
          label={t('ledger.to')}
          type="date"
          value={to}
          min={from}
          onText={(day) => setDays({ ...days, to: day })}
        />
        <SelectField
          label={t('line.zone')}
          value={zone_id}
          choices={[
            { value: EVERY, name: t('ledger.zone.all') },
            ...zones.map(({ zone_id: value, name }) => ({ value, name })),
          ]}
          onValue={setZone}
        />
        <SelectField
          label={t('line.unit')}
          value={unit_id}
          choices={[
            { value: EVERY, name: t('ledger.unit.all') },
            ...units.map(({ unit_id: value, name }) => ({ value, name })),
          ]}
          onValue={setUnit}
        />
      </div>
      <section className={styles.part}>
        <div className={styles.over}>
          <h2>{t('delivery')}</h2>
          {plan !== undefined && (
            <a className={styles.screen} href={`${delivery}.csv?${weeks}`}>
              {t('ledger.csv')}
            </a>
          )}
          <button type="button" className={styles.screen} onClick={() => print()}>
            <Icon name="print" size={16} /> {t('ledger.print')}
          </button>
        </div>
        <p className={forms.note}>
          {t('dosage', { least: DOSAGE.least_min, most: DOSAGE.most_min, hours: DOSAGE.every_min / 60 })}
        </p>
        {isRead && plan === undefined && <p>{t('no_plan')}</p>}
        {rows.length > 0 ? <DeliveryTable rows={rows} /> : plan !== undefined && <p>{t('ledger.none')}</p>}
      </section>
      <section className={styles.part}>
        <h2>{t('ledger.all', { n: visits.data?.length ?? 0 })}</h2>
        <p className={forms.note}>{t('ledger.history')}</p>
        <ProblemLine problem={sentenceOf(visits.error ?? delivered.error)} />
        {visits.data?.length === 0 && <p>{t('ledger.none')}</p>}
        {visits.data !== undefined && visits.data.length > 0 && (
          <VisitTable visits={visits.data} onCorrect={mayLog ? setOpen : null} open={open}>
            {open !== null && (
              <VisitForm
                key={open.visit_id}
                visit={{
                  ...{ zone_id: open.zone_id, unit_id: open.unit_id, started_on: open.started_on },
                  ...{ from_minute: open.from_minute, minutes: open.minutes, kind: open.kind, seen: open.seen },
                }}
                today={today}
                zones={
                  zones.some((zone) => zone.zone_id === open.zone_id)
                    ? zones
                    : [{ zone_id: open.zone_id, name: open.zone_name }, ...zones]
                }
                units={units}
                keep={t('ledger.keep')}
                isBusy={correct.isPending}
                onKeep={(visit) => correct.mutate(visit)}
              >
                <SendButton type="button" disabled={remove.isPending} onClick={() => remove.mutate()}>
                  {t('ledger.remove')}
                </SendButton>
                <button type="button" onClick={() => setOpen(null)}>
                  {t('cancel')}
                </button>
                <ProblemLine problem={sentenceOf(correct.error ?? remove.error)} />
              </VisitForm>
            )}
          </VisitTable>
        )}
      </section>
      {mayLog && first !== undefined && inUse[0] !== undefined && (
        <section className={`${styles.part} ${styles.screen}`}>
          <h2>{t('ledger.log')}</h2>
          <VisitForm
            key={sent}
            visit={{
              ...{ zone_id: first.zone_id, unit_id: inUse[0].unit_id, started_on: today },
              ...{ from_minute: USUAL_START, minutes: DOSAGE.chosen_min, kind: 'foot', seen: [] },
            }}
            today={today}
            zones={zones}
            units={inUse}
            keep={t('ledger.log.do')}
            isBusy={log.isPending}
            onKeep={(visit) => log.mutate(visit)}
          />
          <ProblemLine problem={sentenceOf(log.error)} />
        </section>
      )}
      {first !== undefined && isAsked && (
        <section className={`${styles.part} ${styles.screen}`}>
          <h2>{t('evidence')}</h2>
          <p className={forms.note}>{t('evidence.what')}</p>
          <ul className={styles.rows}>
            {zones
              .filter((zone) => zone_id === EVERY || zone.zone_id === zone_id)
              .map((zone) => (
                <li key={zone.zone_id}>
                  <bdi>{zone.name}</bdi>
                  <a
                    href={`/api/${slug}/zones/${zone.zone_id}/evidence.csv?from=${from}&to=${to}`}
                    aria-label={`${t('evidence.take')}: ${zone.name}`}
                  >
                    {t('evidence.take')}
                  </a>
                </li>
              ))}
          </ul>
        </section>
      )}
      <Announcer />
    </div>
  );
}

import { ACTION_STATUSES } from '@lagesbild/contract';
import { wallClock } from '@lagesbild/contract/week';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../../account/field.tsx';
import { useMay } from '../../account/session.ts';
import { Announcer, announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import settings from '../settings.module.css';
import { ActionActs } from './action-acts.tsx';
import { ActionEntry } from './action-entry.tsx';
import { ActionForm } from './action-form.tsx';
import styles from './actions.module.css';
import { type ChosenView, readView, shownBy, VIEWS, writeView } from './chosen-view.ts';
import { OnMap } from './on-map.tsx';
import { Pledges } from './pledges.tsx';
import { ReminderList } from './reminder-list.tsx';
import { Board, Calendar } from './views.tsx';
import { useActions, useRenew } from './work-query.ts';

const ALL = '';

/** The view that the address names, and the way to another: each is an entry that the browser's Back returns from. */
function useChosenView(): [ChosenView, (change: Partial<ChosenView>) => void] {
  const text = useRouterState({ select: ({ location }) => location.searchStr });
  const chosen = useMemo(() => readView(new URLSearchParams(text)), [text]);
  const navigate = useNavigate();
  const choose = (change: Partial<ChosenView>): void =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...writeView({ ...chosen, ...change }) })) as never,
    });
  return [chosen, choose];
}

/** What is done about places: written, read by two, public, withdrawn. */
export function Actions() {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { agreements, names, slug, time_zone } = useArea().municipality;
  const may = useMay();
  const [writing, setWriting] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [chosen, choose] = useChosenView();
  const { view } = chosen;
  const { data, error, refetch } = useActions();
  const renew = useRenew();
  const today = wallClock(Date.now(), time_zone).day;
  const shown = useMemo(() => data && shownBy(data, chosen, today), [data, chosen, today]);
  const name = nameIn(names, language);
  useEffect(() => {
    document.title = `${t('title')} – ${name} – Lägesbild`;
  }, [t, name]);
  const focusAreas = agreements.flatMap(({ agreement_id, focus_areas }) =>
    focus_areas.map(({ code, names }) => ({ value: `${agreement_id}/${code}`, name: nameIn(names, language) })),
  );
  const owners = [...new Set(data?.map(({ work }) => work.owner).filter((name) => name !== ''))].sort();
  if (error !== null && data === undefined)
    return (
      <div className={styles.alone}>
        <Failure error={error} retry={() => void refetch()} />
      </div>
    );
  return (
    <div className={settings.settings}>
      <header>
        <h1>{t('title')}</h1>
        <p className={settings.note}>{t('lead')}</p>
      </header>
      {data !== undefined && <ReminderList actions={data} />}
      {data !== undefined && data.length > 0 && (
        <div className={`${styles.bar} ${styles.whole}`}>
          <fieldset className={styles.views}>
            <legend className="spoken">{t('views')}</legend>
            {VIEWS.map((one) => (
              <button key={one} type="button" aria-pressed={view === one} onClick={() => choose({ view: one })}>
                {t(`view.${one}`)}
              </button>
            ))}
          </fieldset>
          <SelectField
            label={t('work.focusArea')}
            value={chosen.focus}
            choices={[{ value: ALL, name: t('filter.all') }, ...focusAreas]}
            onValue={(focus) => choose({ focus })}
          />
          <SelectField
            label={t('work.owner')}
            value={chosen.owner}
            choices={[{ value: ALL, name: t('filter.all') }, ...owners.map((value) => ({ value, name: value }))]}
            onValue={(owner) => choose({ owner })}
          />
          <SelectField<string>
            label={t('field.status')}
            value={chosen.status}
            choices={[
              { value: ALL, name: t('filter.all') },
              ...ACTION_STATUSES.map((value) => ({ value, name: t(`status.${value}`) })),
            ]}
            onValue={(status) => choose({ status })}
          />
          <label className={styles.late}>
            <input
              type="checkbox"
              checked={chosen.late !== ALL}
              onChange={({ target }) => choose({ late: target.checked ? '1' : ALL })}
            />
            <span>{t('filter.late')}</span>
          </label>
          {shown !== undefined && (
            <ActionActs actions={shown} focusAreas={new Map(focusAreas.map((one) => [one.value, one.name]))} />
          )}
        </div>
      )}
      <section className={`${settings.section} ${view === 'list' ? '' : styles.whole}`}>
        {writing ? (
          <ActionForm
            onDone={({ action_id }) => {
              announce(t('done.saved'));
              setWriting(false);
              setMade(action_id);
              return renew();
            }}
            onCancel={() => setWriting(false)}
          />
        ) : (
          may('manage_actions', slug) && (
            <div className={styles.screen}>
              <button type="button" className="primary" onClick={() => setWriting(true)}>
                {t('new')}
              </button>
            </div>
          )
        )}
        {data === undefined && (
          <p className={settings.note} role="status">
            {t('loading')}
          </p>
        )}
        {data?.length === 0 && !writing && <p className={settings.note}>{t('none')}</p>}
        {shown?.length === 0 && data?.length !== 0 && <p className={settings.note}>{t('filter.none')}</p>}
        {shown !== undefined && shown.length > 0 && view === 'list' && (
          <ul className={settings.list}>
            {shown.map((action) => (
              <li key={action.action_id}>
                <ActionEntry action={action} isNew={action.action_id === made} onChanged={renew} />
              </li>
            ))}
          </ul>
        )}
        {shown !== undefined && view === 'board' && <Board actions={shown} />}
        {shown !== undefined && view === 'calendar' && <Calendar actions={shown} />}
        {shown !== undefined && view === 'map' && <OnMap actions={shown} />}
      </section>
      <Pledges />
      <Announcer />
    </div>
  );
}

import type { Action } from '@lagesbild/contract';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../../account/field.tsx';
import { useMay } from '../../account/session.ts';
import { Announcer, announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import settings from '../settings.module.css';
import { ActionEntry } from './action-entry.tsx';
import { ActionForm } from './action-form.tsx';
import styles from './actions.module.css';
import { OnMap } from './on-map.tsx';
import { Pledges } from './pledges.tsx';
import { ReminderList } from './reminder-list.tsx';
import { Board, Calendar } from './views.tsx';
import { useActions, useRenew } from './work-query.ts';

const VIEWS = ['list', 'board', 'calendar', 'map'] as const;
type View = (typeof VIEWS)[number];
const ALL = '';

const focusOf = ({ work }: Action): string =>
  work.focus_area === null ? ALL : `${work.focus_area.agreement_id}/${work.focus_area.code}`;

/** What is done about places: written, read by two, public, withdrawn. */
export function Actions() {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { agreements, slug } = useArea().municipality;
  const may = useMay();
  const [writing, setWriting] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [view, setView] = useState<View>('list');
  const [focus, setFocus] = useState(ALL);
  const [owner, setOwner] = useState(ALL);
  const { data, error, refetch } = useActions();
  const renew = useRenew();
  const shown = useMemo(
    () =>
      data?.filter(
        (action) => (focus === ALL || focusOf(action) === focus) && (owner === ALL || action.work.owner === owner),
      ),
    [data, focus, owner],
  );
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
        <div className={styles.bar}>
          <fieldset className={styles.views}>
            <legend className="spoken">{t('views')}</legend>
            {VIEWS.map((one) => (
              <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
                {t(`view.${one}`)}
              </button>
            ))}
          </fieldset>
          <SelectField
            label={t('work.focusArea')}
            value={focus}
            choices={[{ value: ALL, name: t('filter.all') }, ...focusAreas]}
            onValue={setFocus}
          />
          <SelectField
            label={t('work.owner')}
            value={owner}
            choices={[{ value: ALL, name: t('filter.all') }, ...owners.map((name) => ({ value: name, name }))]}
            onValue={setOwner}
          />
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
            <div>
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

import { PLEDGE_OUTCOMES, Pledge } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay, formatList, formatPeriod } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { AreaField } from '../lawful/area-field.tsx';
import settings from '../settings.module.css';
import styles from './actions.module.css';
import { FormFoot } from './form-foot.tsx';
import { namesIn } from './names-in.ts';
import { PublicTextFields, sentOf, typedOf } from './public-text-fields.tsx';
import { useActions, usePledges, useRenew } from './work-query.ts';

/** Medborgarlöften: what is promised, by whom, and whether it was kept. */
export function Pledges() {
  const { t } = useTranslation('actions');
  const { slug } = useArea().municipality;
  const manages = useMay()('manage_actions', slug);
  const id = useId();
  const [writing, setWriting] = useState<Pledge | 'new' | null>(null);
  const { data } = usePledges();
  return (
    <section className={settings.section} aria-labelledby={id}>
      <h2 id={id}>{t('pledges')}</h2>
      <p className={settings.note}>{t('pledges.note')}</p>
      {writing === null ? (
        manages && (
          <div className={styles.screen}>
            <button type="button" onClick={() => setWriting('new')}>
              {t('pledges.new')}
            </button>
          </div>
        )
      ) : (
        <PledgeForm pledge={writing === 'new' ? null : writing} onDone={() => setWriting(null)} />
      )}
      {data !== undefined && data.length > 0 && (
        <ul className={settings.list}>
          {data.map((pledge) => (
            <OnePledge key={pledge.pledge_id} pledge={pledge} onChange={() => setWriting(pledge)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OnePledge({ pledge, onChange }: { pledge: Pledge; onChange: () => void }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const manages = useMay()('manage_actions', slug);
  const renew = useRenew();
  const { data: actions } = useActions();
  const { pledge_id, version, text, signatories, period_from, period_to, indicator, outcome, reason, published } =
    pledge;
  const act = useMutation({
    mutationFn: (what: 'approve' | 'withdraw') =>
      api.post(`/api/${slug}/pledges/${pledge_id}/${what}`, { version }, Pledge),
    onSuccess: () => {
      announce(t('done.saved'));
      return renew();
    },
  });
  const linked = actions?.filter(({ action_id }) => pledge.actions.includes(action_id)) ?? [];
  return (
    <li className={styles.pledge}>
      <p dir="auto">
        <strong>{text[language as 'sv'] ?? text.sv}</strong>
      </p>
      <small>
        {formatPeriod(period_from, period_to, language)} · {formatList(signatories, language)} ·{' '}
        {t(`pledge.outcome.${outcome}`)}
      </small>
      <small dir="auto">
        {t('pledge.indicator')}: {indicator}
      </small>
      {reason !== '' && <p dir="auto">{reason}</p>}
      {linked.length > 0 && (
        <small>
          {t('pledge.actions', {
            names: formatList(
              linked.map((one) => one.title),
              language,
            ),
          })}
        </small>
      )}
      <small>
        {published === null
          ? t('public.not')
          : t(published.version === version ? 'public.now' : 'public.older', {
              day: formatDay(published.approved_on, language),
            })}
        {published?.version !== version &&
          ` · ${t('approvals', { n: pledge.approvals.length, of: pledge.approvals_needed })}`}
      </small>
      <ProblemLine problem={sentenceOf(act.error)} />
      {manages && (
        <div className={`${forms.acts} ${styles.screen}`}>
          {published?.version !== version && !pledge.approved_by_me && (
            <button type="button" onClick={() => act.mutate('approve')}>
              {t('pledge.approve')}
            </button>
          )}
          {published !== null && (
            <button type="button" onClick={() => act.mutate('withdraw')}>
              {t('pledge.withdraw')}
            </button>
          )}
          <button type="button" onClick={onChange}>
            {t('pledge.change')}
          </button>
        </div>
      )}
    </li>
  );
}

function PledgeForm({ pledge, onDone }: { pledge: Pledge | null; onDone: () => void }) {
  const { t } = useTranslation('actions');
  const { slug } = useArea().municipality;
  const renew = useRenew();
  const { data: actions } = useActions();
  const [draft, setDraft] = useState({
    text: typedOf(pledge?.text),
    ...{ from: pledge?.period_from ?? '', to: pledge?.period_to ?? '', indicator: pledge?.indicator ?? '' },
    ...{ signatories: pledge?.signatories.join(', ') ?? '', reason: pledge?.reason ?? '' },
    ...{ outcome: pledge?.outcome ?? ('open' as const), actions: pledge?.actions ?? [] },
  });
  const set = (change: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...change }));
  const send = useMutation({
    mutationFn: () => {
      const { text, from, to, signatories, ...rest } = draft;
      const written = {
        ...{ ...rest, period_from: from, period_to: to, signatories: namesIn(signatories) },
        text: sentOf(text),
      };
      return pledge === null
        ? api.post(`/api/${slug}/pledges`, written, Pledge)
        : api.patch(`/api/${slug}/pledges/${pledge.pledge_id}`, { ...written, version: pledge.version }, Pledge);
    },
    onSuccess: async () => {
      announce(t('done.saved'));
      await renew();
      onDone();
    },
  });
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <PublicTextFields label={t('pledge.sv')} required text={draft.text} onText={(text) => set({ text })} />
      <div className={forms.fields}>
        <TextField label={t('pledge.from')} type="date" required value={draft.from} onText={(from) => set({ from })} />
        <TextField label={t('pledge.to')} type="date" required value={draft.to} onText={(to) => set({ to })} />
        <TextField
          label={t('pledge.signatories')}
          note={t('work.partners.note')}
          required
          dir="auto"
          value={draft.signatories}
          onText={(signatories) => set({ signatories })}
        />
        <TextField
          label={t('pledge.indicator')}
          required
          dir="auto"
          maxLength={300}
          value={draft.indicator}
          onText={(indicator) => set({ indicator })}
        />
        <SelectField
          label={t('pledge.outcome')}
          value={draft.outcome}
          choices={PLEDGE_OUTCOMES.map((value) => ({ value, name: t(`pledge.outcome.${value}`) }))}
          onValue={(outcome) => set({ outcome })}
        />
      </div>
      {draft.outcome !== 'open' && (
        <AreaField label={t('pledge.reason')} required value={draft.reason} onText={(reason) => set({ reason })} />
      )}
      {actions !== undefined && actions.length > 0 && (
        <fieldset className={forms.checks}>
          <legend>{t('pledge.linked')}</legend>
          {actions.map(({ action_id, title }) => (
            <label key={action_id} className={forms.check}>
              <input
                type="checkbox"
                checked={draft.actions.includes(action_id)}
                onChange={({ target }) =>
                  set({
                    actions: target.checked
                      ? [...draft.actions, action_id]
                      : draft.actions.filter((one) => one !== action_id),
                  })
                }
              />
              <bdi>{title}</bdi>
            </label>
          ))}
        </fieldset>
      )}
      <FormFoot sending={send} onCancel={onDone} />
    </form>
  );
}

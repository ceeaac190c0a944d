import { type Action, ControlProposals, Foreseen, type Outcome } from '@lagesbild/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import forms from '../../account/account.module.css';
import { Field, SelectField, TextField } from '../../account/field.tsx';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatNumber, formatPeriod, formatShare } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import styles from './action-page.module.css';
import { useOutlineName } from './outline-name.ts';
import { useChangeWork, useRenew } from './work-query.ts';

const START: Outcome = {
  ...{ measure: 'incidents', direction: 'fall', percent: 30, categories: [], hours: null, weekdays: [] },
  ...{ question: '', before: null },
};

/** What is to change, as a sentence. */
export function useOutcomeWords(): (outcome: Outcome) => string {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { categories } = useArea().municipality;
  return ({ measure, direction, percent, categories: chosen, hours, question }) => {
    const share = formatShare(percent / 100, language);
    if (measure === 'survey') return t(`outcome.survey.${direction}`, { share, question });
    const names = chosen.map((code) => categories.find((one) => one.code === code)).flatMap((one) => one ?? []);
    const what = names.length === 0 ? t('outcome.all') : names.map((one) => nameIn(one.names, language)).join(', ');
    const when = hours === null ? t('outcome.always') : t('outcome.hours', { from: hours.start, to: hours.end });
    return t(`outcome.incidents.${direction}`, { share, what, when });
  };
}

/** What is expected, what it is compared with, and what could be seen at all: registered before the start. */
export function Expectation({ action }: { action: Action }) {
  const { t } = useTranslation('actions');
  const { slug } = useArea().municipality;
  const may = useMay();
  const words = useOutcomeWords();
  const [editing, setEditing] = useState(false);
  const { work } = action;
  const { outcome, frozen, registered_on } = work;
  const works = may('work_on_actions', slug);
  const sees = may('see_action_files', slug);
  return (
    <div className={styles.expected}>
      <h3>{t('expected')}</h3>
      {editing ? (
        <OutcomeForm action={action} onDone={() => setEditing(false)} />
      ) : (
        <>
          <p>{outcome === null ? t('expected.none') : words(outcome)}</p>
          {works && !frozen && (
            <div className={styles.screen}>
              <button type="button" onClick={() => setEditing(true)}>
                {t('expected.change')}
              </button>
            </div>
          )}
        </>
      )}
      {sees && outcome?.measure === 'incidents' && <Comparison action={action} works={works} />}
      {sees && outcome !== null && <Seen action={action} />}
      <p className={forms.note}>
        {t(frozen ? 'registered.frozen' : registered_on === null ? 'registered.not' : 'registered.waits')}
      </p>
      {works && registered_on === null && <Register action={action} />}
    </div>
  );
}

function OutcomeForm({ action, onDone }: { action: Action; onDone: () => void }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { categories } = useArea().municipality;
  const [draft, setDraft] = useState<Outcome>(action.work.outcome ?? START);
  const set = (change: Partial<Outcome>): void => setDraft((before) => ({ ...before, ...change }));
  const change = useChangeWork(action.action_id, action.work.version, onDone);
  const hour = (text: string): number => Math.min(23, Math.max(0, Math.trunc(Number(text) || 0)));
  const { measure, hours, before } = draft;
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ outcome: draft });
      }}
    >
      <div className={forms.fields}>
        <SelectField
          label={t('outcome.measure')}
          note={t('outcome.measure.note')}
          value={measure}
          choices={(['incidents', 'survey'] as const).map((value) => ({ value, name: t(`outcome.measure.${value}`) }))}
          onValue={(value) =>
            set(
              value === 'survey'
                ? { measure: value, before: { asked: 50, unsafe: 25 } }
                : { measure: 'incidents', question: '', before: null },
            )
          }
        />
        <SelectField
          label={t('outcome.direction')}
          value={draft.direction}
          choices={(['fall', 'rise'] as const).map((value) => ({ value, name: t(`outcome.direction.${value}`) }))}
          onValue={(direction) => set({ direction })}
        />
        <TextField
          label={t('outcome.percent')}
          type="number"
          min={1}
          max={500}
          required
          value={String(draft.percent)}
          onText={(text) => set({ percent: Number(text) })}
        />
        {measure === 'incidents' && (
          <>
            <TextField
              label={t('outcome.from')}
              note={t('outcome.hours.note')}
              type="number"
              min={0}
              max={23}
              value={hours === null ? '' : String(hours.start)}
              onText={(text) => set({ hours: text === '' ? null : { start: hour(text), end: hours?.end ?? 0 } })}
            />
            <TextField
              label={t('outcome.to')}
              type="number"
              min={0}
              max={23}
              value={hours === null ? '' : String(hours.end)}
              onText={(text) => set({ hours: text === '' ? null : { start: hours?.start ?? 0, end: hour(text) } })}
            />
            <Field label={t('outcome.categories')} note={t('outcome.categories.note')}>
              {(id, noteId) => (
                <select
                  id={id}
                  multiple
                  size={6}
                  aria-describedby={noteId}
                  value={draft.categories}
                  onChange={({ target }) =>
                    set({ categories: Array.from(target.selectedOptions, ({ value }) => value) })
                  }
                >
                  {categories.map(({ code, names }) => (
                    <option key={code} value={code}>
                      {nameIn(names, language)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </>
        )}
        {measure === 'survey' && before !== null && (
          <>
            <TextField
              label={t('outcome.question')}
              required
              dir="auto"
              maxLength={200}
              value={draft.question}
              onText={(question) => set({ question })}
            />
            <TextField
              label={t('outcome.asked')}
              type="number"
              min={1}
              required
              value={String(before.asked)}
              onText={(text) => set({ before: { ...before, asked: Number(text) } })}
            />
            <TextField
              label={t('outcome.unsafe')}
              type="number"
              min={0}
              required
              value={String(before.unsafe)}
              onText={(text) => set({ before: { ...before, unsafe: Number(text) } })}
            />
          </>
        )}
      </div>
      <ProblemLine problem={sentenceOf(change.error)} />
      <div className={forms.acts}>
        <SendButton type="submit" className="primary" disabled={change.isPending}>
          {t('save')}
        </SendButton>
        <button type="button" onClick={onDone}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

/** The area that it is compared with: proposed, and chosen before the start. */
function Comparison({ action, works }: { action: Action; works: boolean }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const nameOf = useOutlineName();
  const [asked, setAsked] = useState(false);
  const { work, action_id } = action;
  const { control, frozen } = work;
  const { data, error, isFetching } = useQuery({
    queryKey: ['controls', slug, action_id, work.version],
    queryFn: ({ signal }) => api.get(`/api/${slug}/actions/${action_id}/controls`, ControlProposals, { signal }),
    enabled: asked,
  });
  const change = useChangeWork(action_id, work.version, () => {
    announce(t('done.saved'));
    setAsked(false);
  });
  return (
    <div className={styles.compared}>
      <p>{control === null ? t('control.none') : t('control.is', { where: nameOf(control) })}</p>
      {works && !frozen && work.area !== null && (
        <div className={styles.screen}>
          <button type="button" onClick={() => setAsked(true)} aria-disabled={isFetching}>
            {t('control.propose')}
          </button>
        </div>
      )}
      {isFetching && <p role="status">{t('control.looking')}</p>}
      <ProblemLine problem={sentenceOf(error ?? change.error)} />
      {asked && data !== undefined && (
        <ul className={styles.proposals}>
          {data.proposals.length === 0 && <li>{t('control.nowhere')}</li>}
          {data.proposals.map(({ outline, similarity, n }) => (
            <li key={JSON.stringify(outline.coordinates[0]![0]![0])}>
              <span>
                {nameOf(outline)} ·{' '}
                {t('control.n', { n: formatNumber(n, language), own: formatNumber(data.own, language) })} ·{' '}
                {t('control.similarity', { share: formatShare(similarity ?? 0, language) })}
              </span>
              <button type="button" onClick={() => change.mutate({ control: outline })}>
                {t('control.choose')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What the counts before could show at all, in words. */
function Seen({ action }: { action: Action }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const { work, action_id } = action;
  const { data } = useQuery({
    queryKey: ['foreseen', slug, action_id, work.version],
    queryFn: ({ signal }) =>
      api.get(`/api/${slug}/actions/${action_id}/foreseen`, z.object({ foreseen: Foreseen.nullable() }), { signal }),
    enabled: work.foreseen === null,
  });
  const foreseen = work.foreseen ?? data?.foreseen ?? null;
  if (foreseen === null || work.outcome?.measure !== 'incidents') return null;
  const { before, from, to, fall_to, rise_to, power, similarity } = foreseen;
  const number = (n: number): string => formatNumber(n, language);
  const isFall = work.outcome.direction === 'fall';
  const seen =
    isFall && fall_to === null
      ? t('foreseen.never', { n: number(before) })
      : isFall
        ? t('foreseen.fall', {
            ...{ n: number(before), to: number(fall_to!) },
            share: formatShare((before - fall_to!) / Math.max(1, before), language),
          })
        : t('foreseen.rise', { n: number(before), to: number(rise_to ?? 0) });
  return (
    <div className={styles.seen}>
      <p>
        <strong>{seen}</strong>
      </p>
      <p>
        {t('foreseen.period', { period: formatPeriod(from, to, language) })}
        {power !== null && ` ${t('foreseen.power', { share: formatShare(power, language) })}`}
        {similarity !== null && ` ${t('foreseen.similarity', { share: formatShare(similarity, language) })}`}
      </p>
    </div>
  );
}

function Register({ action }: { action: Action }) {
  const { t } = useTranslation('actions');
  const { slug } = useArea().municipality;
  const renew = useRenew();
  const register = useMutation({
    mutationFn: () =>
      api.post(`/api/${slug}/actions/${action.action_id}/register`, { version: action.work.version }, z.unknown()),
    onSuccess: () => {
      announce(t('done.registered'));
      return renew();
    },
  });
  return (
    <div className={styles.screen}>
      <ProblemLine problem={sentenceOf(register.error)} />
      <SendButton type="button" className="primary" disabled={register.isPending} onClick={() => register.mutate()}>
        {t('register')}
      </SendButton>
    </div>
  );
}

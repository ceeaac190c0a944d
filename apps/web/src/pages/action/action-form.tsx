import { ACTION_GROUNDS, ACTION_STATUSES, Action, type NewAction } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { useCellName } from '../../panels/cell-name.ts';
import { useArea } from '../../shell/area.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import { keyOf } from './flag-clusters.ts';
import { FormFoot } from './form-foot.tsx';
import { PublicTextFields, sentOf, type TypedText, typedOf } from './public-text-fields.tsx';
import { useClusterName, useFlagClusters } from './where-known.ts';

interface ActionFormProps {
  /** The one that is changed; without it a new one is written. */
  action?: Action;
  onDone: (action: Action) => unknown;
  onCancel: () => void;
}

type Draft = Omit<NewAction, 'public_text'> & { text: TypedText };

const draftOf = (action: Action | undefined, place: string): Draft => {
  const { title = '', status = 'planned', done_on = null, rests_on = 'flags', rests_on_what = '' } = action ?? {};
  const text = typedOf(action?.public_text);
  return { title, status, done_on, rests_on, rests_on_what, where: action?.where ?? { place }, text };
};

/** What is sent: a text only once it is written, a day only for what is done. */
function written({ text, ...draft }: Draft): NewAction {
  return {
    ...draft,
    done_on: draft.status === 'done' ? draft.done_on : null,
    rests_on_what: draft.rests_on === 'flags' ? '' : draft.rests_on_what,
    public_text: text.sv.trim() === '' ? null : sentOf(text),
  };
}

/** An action, written or changed. */
export function ActionForm({ action, onDone, onCancel }: ActionFormProps) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const { slug } = municipality;
  const known = places.features
    .filter(({ properties }) => properties.kind !== 'study_area')
    .map(({ properties }) => ({ value: properties.slug, name: nameIn(properties.names, language) }));
  const [draft, setDraft] = useState<Draft>(() => draftOf(action, known[0]?.value ?? ''));
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const { where, text } = draft;
  const send = useMutation({
    mutationFn: () =>
      action === undefined
        ? api.post(`/api/${slug}/actions`, written(draft), Action)
        : api.patch(`/api/${slug}/actions/${action.action_id}`, { ...written(draft), version: action.version }, Action),
    onSuccess: onDone,
  });
  const cellName = useCellName();
  const clusters = useFlagClusters();
  const clusterName = useClusterName();
  // A cell comes from the flags it was made for, or is the densest of those that lie together.
  const own = action !== undefined && 'cell' in action.where ? action.where.cell : null;
  const dense = clusters.filter(({ cells }) => own === null || keyOf(cells[0]!) !== keyOf(own));
  const ofCells = [
    ...(own === null ? [] : [{ cell: own, name: cellName(own) }]),
    ...dense.map((cluster) => ({ cell: cluster.cells[0]!, name: clusterName(cluster) })),
  ].map((one) => ({ ...one, value: keyOf(one.cell) }));
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <div className={forms.fields}>
        <TextField
          label={t('field.title')}
          note={t('field.title.note')}
          required
          dir="auto"
          maxLength={120}
          autoComplete="off"
          autoFocus
          value={draft.title}
          onText={(title) => set({ title })}
        />
        <SelectField
          label={t('field.place')}
          note={t('field.place.note')}
          value={'place' in where ? where.place : keyOf(where.cell)}
          choices={own === null ? [...known, ...ofCells] : [...ofCells, ...known]}
          onValue={(value) => {
            const chosen = ofCells.find((one) => one.value === value);
            set({ where: chosen === undefined ? { place: value } : { cell: chosen.cell } });
          }}
        />
        <SelectField
          label={t('field.status')}
          value={draft.status}
          choices={ACTION_STATUSES.map((value) => ({ value, name: t(`status.${value}`) }))}
          onValue={(status) => set({ status })}
        />
        {draft.status === 'done' && (
          <TextField
            label={t('field.doneOn')}
            type="date"
            required
            value={draft.done_on ?? ''}
            onText={(day) => set({ done_on: day === '' ? null : day })}
          />
        )}
        <SelectField
          label={t('field.ground')}
          value={draft.rests_on}
          choices={ACTION_GROUNDS.map((value) => ({ value, name: t(`ground.${value}`) }))}
          onValue={(rests_on) => set({ rests_on })}
        />
        {draft.rests_on !== 'flags' && (
          <TextField
            label={t('field.groundWhat')}
            note={t('field.groundWhat.note')}
            dir="auto"
            maxLength={200}
            autoComplete="off"
            value={draft.rests_on_what}
            onText={(rests_on_what) => set({ rests_on_what })}
          />
        )}
      </div>
      <PublicTextFields label={t('field.sv')} text={text} onText={(typed) => set({ text: typed })} />
      <FormFoot sending={send} onCancel={onCancel} />
    </form>
  );
}

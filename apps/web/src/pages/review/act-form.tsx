import { type ModeratedFlag, type ModerationQueue, REJECT_REASONS } from '@lagesbild/contract';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { formatDay } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { AreaField } from '../lawful/area-field.tsx';
import lawful from '../lawful/lawful.module.css';
import type { ActName, Choice } from './acts.ts';
import { AnswerForm } from './answer-form.tsx';
import { useDossier } from './flag-card.tsx';
import type { FlagWords } from './flag-words.ts';
import styles from './review.module.css';

export interface ActFormProps {
  /** The flags it is about. */
  flags: readonly ModeratedFlag[];
  queue: ModerationQueue;
  words: FlagWords;
  busy: boolean;
  onDecide: (choice: Choice) => void;
  onCancel: () => void;
}

/** What an act asks before it is done. */
export function ActForm({ act, ...props }: ActFormProps & { act: ActName }) {
  if (act === 'merge') return <MergeForm {...props} />;
  if (act === 'ask') return <AskForm {...props} />;
  if (act === 'reject') return <RejectForm {...props} />;
  return act === 'answer' ? <AnswerForm {...props} /> : null;
}

interface FrameProps extends Pick<ActFormProps, 'busy' | 'onCancel'> {
  title: string;
  send: string;
  ready?: boolean;
  onSend: () => void;
  children: ReactNode;
}

/** A question with its two ways out; the first thing to choose has the focus. */
export function Frame({ title, send, ready = true, busy, onSend, onCancel, children }: FrameProps) {
  const { t } = useTranslation('review');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:checked, select, input, textarea')?.focus();
  }, []);
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !busy) onSend();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        // A choice is confirmed by the key that confirms everything else; a text may have lines.
        const isChoice = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
        if (event.key !== 'Enter' || !isChoice) return;
        event.preventDefault();
        form.current?.requestSubmit();
      }}
    >
      <h3>{title}</h3>
      {children}
      <div className={forms.acts}>
        <SendButton type="submit" className="primary" disabled={!ready || busy}>
          {send}
        </SendButton>
        <button type="button" onClick={onCancel}>
          {t('act.cancel')}
        </button>
      </div>
    </form>
  );
}

interface RadiosProps<T extends string> {
  legend: string;
  name: string;
  value: T;
  choices: readonly { value: T; says: ReactNode }[];
  onValue: (value: T) => void;
}

export function Radios<T extends string>({ legend, name, value, choices, onValue }: RadiosProps<T>) {
  return (
    <fieldset className={lawful.choices}>
      <legend className="spoken">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onValue(choice.value)} />
          <span>{choice.says}</span>
        </label>
      ))}
    </fieldset>
  );
}

function RejectForm({ onDecide, ...frame }: ActFormProps) {
  const { t } = useTranslation('review');
  const [reason, setReason] = useState<(typeof REJECT_REASONS)[number]>(REJECT_REASONS[0]);
  return (
    <Frame
      {...frame}
      title={t('reject.title')}
      send={t('reject.do')}
      onSend={() => onDecide({ act: 'reject', reason })}
    >
      <p className={styles.note}>{t('reject.note')}</p>
      <Radios
        legend={t('reject.title')}
        name="reason"
        value={reason}
        choices={REJECT_REASONS.map((value) => ({ value, says: t(`reject.${value}`) }))}
        onValue={setReason}
      />
    </Frame>
  );
}

/** One flag goes into another that says the same; of several that were selected, one stays. */
function MergeForm({ flags, words, onDecide, ...frame }: ActFormProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { data } = useDossier(flags[0]!);
  const candidates = flags.length > 1 ? flags : (data?.alike ?? []);
  const [chosen, setChosen] = useState('');
  const into = candidates.find(({ flag_id }) => flag_id === chosen) ?? candidates[0];
  const says = (flag: ModeratedFlag): string =>
    [
      words.where(flag),
      words.when(flag),
      formatDay(flag.month, language, { month: 'short', year: 'numeric' }),
      t(`stage.${flag.stage}`),
    ].join(' · ');
  return (
    <Frame
      {...frame}
      title={t('merge.title')}
      send={t('merge.do')}
      ready={into !== undefined}
      onSend={() => into && onDecide({ act: 'merge', into: { flag_id: into.flag_id, version: into.version } })}
    >
      <p className={styles.note}>{t('merge.note')}</p>
      {data !== undefined && candidates.length === 0 && <p>{t('merge.none')}</p>}
      {into !== undefined && (
        <Radios
          legend={t('merge.title')}
          name="into"
          value={into.flag_id}
          choices={candidates.map((flag) => ({ value: flag.flag_id, says: says(flag) }))}
          onValue={setChosen}
        />
      )}
    </Frame>
  );
}

const OWN = '';
const ANSWERS_MIN = 2;
const ANSWERS_MAX = 6;

function AskForm({ queue, onDecide, ...frame }: ActFormProps) {
  const { t } = useTranslation('review');
  const [draft, setDraft] = useState(() => draftOf(queue.questions[0]));
  const choices = draft.choices
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const few = choices.length < ANSWERS_MIN || choices.length > ANSWERS_MAX;
  const known = queue.questions.find(({ question }) => question === draft.question);
  return (
    <Frame
      {...frame}
      title={t('ask.title')}
      send={t('ask.do')}
      ready={draft.question.trim() !== '' && !few}
      onSend={() => onDecide({ act: 'ask', question: draft.question.trim(), choices })}
    >
      <p className={styles.note}>{t('ask.note')}</p>
      <SelectField
        label={t('ask.choose')}
        value={known?.question ?? OWN}
        choices={[
          ...queue.questions.map(({ question }) => ({ value: question, name: question })),
          { value: OWN, name: t('ask.own') },
        ]}
        onValue={(text) => setDraft(draftOf(queue.questions.find(({ question }) => question === text)))}
      />
      <TextField
        label={t('ask.question')}
        dir="auto"
        required
        maxLength={300}
        value={draft.question}
        onText={(question) => setDraft({ ...draft, question })}
      />
      <AreaField
        label={t('ask.choices')}
        required
        value={draft.choices}
        onText={(text) => setDraft({ ...draft, choices: text })}
      />
      {few && <p className={styles.note}>{t('ask.few')}</p>}
    </Frame>
  );
}

const draftOf = (shipped: { question: string; choices: readonly string[] } | undefined) => ({
  question: shipped?.question ?? '',
  choices: shipped?.choices.join('\n') ?? '',
});

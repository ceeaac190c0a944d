import { Disclosure, DisclosurePreview, OUTCOMES, RECIPIENTS } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { useFilter } from '../../filter.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { useLanguage } from '../../text/index.ts';
import { AreaField } from '../lawful/area-field.tsx';
import styles from './disclosure.module.css';
import { type Draft, decisionOf, emptyDraft, lacking, scopeOf } from './draft.ts';
import { MaskingFields } from './masking-fields.tsx';
import { NotesRead } from './notes-read.tsx';
import { PreviewTold } from './preview.tsx';
import { ReportMaskingFields } from './report-masking-fields.tsx';
import { ReportScopeFields } from './report-scope-fields.tsx';
import { ScopeFields } from './scope-fields.tsx';

const FORMATS = ['csv', 'geojson'] as const;
const SUBJECTS = ['incidents', 'reports'] as const;

interface DisclosureFormProps {
  onDone: (disclosure_id: string) => void;
  onCancel: () => void;
}

/** Somebody asks for data: what, on what ground, how it was tried, how it is masked; then it is given, or refused. */
export function DisclosureForm({ onDone, onCancel }: DisclosureFormProps) {
  const { t } = useTranslation('disclosure');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  const { filter } = useFilter();
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(filter, [], t('appeal.usual')));
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const [read, setRead] = useState<string | null>(null);
  const look = useMutation({
    mutationFn: async () => {
      const scope = scopeOf(draft);
      return {
        of: JSON.stringify(scope),
        subject: draft.subject,
        preview: await api.post(`/api/${slug}/disclosures/preview`, scope, DisclosurePreview),
      };
    },
  });
  const decide = useMutation({
    mutationFn: () => api.post(`/api/${slug}/disclosures`, decisionOf(draft, language, read), Disclosure),
    onSuccess: async ({ disclosure_id, recipient }) => {
      announce(t(draft.outcome === 'refused' ? 'done.refused' : 'done.given', { reference: recipient.reference }));
      await queries.invalidateQueries({ queryKey: ['disclosures'] });
      onDone(disclosure_id);
    },
  });
  const isGiven = draft.outcome !== 'refused';
  const lacked = lacking(draft);
  const lacks = lacked === null ? null : t(`lacks.${lacked}`);
  const seen = look.data?.of === JSON.stringify(scopeOf(draft)) ? look.data.preview : null;
  const notes = seen?.notes ?? null;
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate();
      }}
    >
      <div className={styles.part}>
        <h3>{t('part.asked')}</h3>
        <div className={forms.fields}>
          <SelectField
            label={t('recipient')}
            value={draft.kind}
            choices={RECIPIENTS.map((value) => ({ value, name: t(`recipient.${value}`) }))}
            onValue={(kind) => set({ kind })}
          />
          <TextField
            label={t('reference')}
            note={t('reference.note')}
            required
            dir="auto"
            maxLength={60}
            autoComplete="off"
            value={draft.reference}
            onText={(reference) => set({ reference })}
          />
        </div>
        <AreaField
          label={t('ground')}
          note={t('ground.note')}
          required
          value={draft.legal_ground}
          onText={(legal_ground) => set({ legal_ground })}
        />
      </div>
      <div className={styles.part}>
        <h3>{t('part.scope')}</h3>
        <SelectField
          label={t('subject')}
          value={draft.subject}
          choices={SUBJECTS.map((value) => ({ value, name: t(`subject.${value}`) }))}
          onValue={(subject) => set({ subject })}
        />
        {draft.subject === 'incidents' ? (
          <ScopeFields draft={draft} onChange={set} />
        ) : (
          <ReportScopeFields reports={draft.reports} onChange={(reports) => set({ reports })} />
        )}
      </div>
      <div className={styles.part}>
        <h3>{t('part.test')}</h3>
        <div className={forms.fields}>
          <TextField
            label={t('rule')}
            note={t('rule.note')}
            required
            dir="auto"
            maxLength={200}
            autoComplete="off"
            value={draft.rule}
            onText={(rule) => set({ rule })}
          />
          <SelectField
            label={t('outcome')}
            value={draft.outcome}
            choices={OUTCOMES.map((value) => ({ value, name: t(`outcome.${value}`) }))}
            onValue={(outcome) => set({ outcome })}
          />
        </div>
        <AreaField
          label={t('reason')}
          note={t('reason.note')}
          required
          value={draft.reason}
          onText={(reason) => set({ reason })}
        />
        {draft.outcome !== 'whole' && (
          <AreaField
            label={t('appeal')}
            note={t('appeal.note')}
            required
            value={draft.appeal}
            onText={(appeal) => set({ appeal })}
          />
        )}
      </div>
      {isGiven && (
        <div className={styles.part}>
          <h3>{t('part.masking')}</h3>
          <p className={forms.note}>{t(draft.subject === 'reports' ? 'reports.masking' : 'masking.note')}</p>
          {draft.subject === 'incidents' ? (
            <MaskingFields masking={draft.masking} onChange={(masking) => set({ masking })} />
          ) : (
            <ReportMaskingFields masking={draft.reportMasking} onChange={(reportMasking) => set({ reportMasking })} />
          )}
          <div className={forms.fields}>
            <SelectField
              label={t('format')}
              value={draft.format}
              choices={FORMATS.map((value) => ({ value, name: t(`format.${value}`) }))}
              onValue={(format) => set({ format })}
            />
          </div>
          <div className={forms.acts}>
            <button type="button" disabled={lacks !== null || look.isPending} onClick={() => look.mutate()}>
              {t('look')}
            </button>
          </div>
          <ProblemLine problem={sentenceOf(look.error)} />
          {look.data !== undefined && (
            <PreviewTold preview={look.data.preview} subject={look.data.subject} isOld={seen === null} />
          )}
          {notes !== null && (
            <NotesRead
              notes={notes}
              read={read === notes.fingerprint}
              onRead={(isRead) => setRead(isRead ? notes.fingerprint : null)}
            />
          )}
        </div>
      )}
      {lacks !== null && <p className={forms.note}>{lacks}</p>}
      <ProblemLine problem={sentenceOf(decide.error)} />
      <div className={forms.acts}>
        <SendButton type="submit" className="primary" disabled={lacks !== null || decide.isPending}>
          {t(isGiven ? 'give' : 'refuse')}
        </SendButton>
        <button type="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

import { type Field, UNSETTLED_SRID } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import type { Asked } from './asked.ts';
import { ColumnSelect } from './column-select.tsx';
import styles from './confirm.module.css';
import { importDesk, QUESTION_ID, useImportStage } from './desk.ts';
import { answer, answerOf, mappingOf } from './draft.ts';
import { SridCode } from './srid-code.tsx';

/** Only what the file can't tell, each with the recommended answer chosen already. */
export function Questions() {
  const { t } = useTranslation('import');
  const { asked } = useImportStage();
  // Unknown categories have their own table, where each can be given one.
  const shown = asked.filter(({ about }) => about !== 'category');
  if (shown.length === 0) return null;
  return (
    <section className={styles.section} aria-label={t('questions.title')}>
      {shown.map((question) =>
        question.about === 'columns' ? (
          <ColumnQuestion key={question.key} question={question} />
        ) : (
          <Choice key={question.key} question={question} />
        ),
      )}
    </section>
  );
}

function Choice({ question }: { question: Asked }) {
  const { t } = useTranslation('import');
  const stage = useImportStage();
  const chosen = answerOf(stage, question);
  return (
    <fieldset className={styles.question} id={QUESTION_ID + question.key} data-open={chosen === null || undefined}>
      <legend>{question.sentence}</legend>
      {question.options.map(({ value, label, recommended }) => (
        <label key={value} className={styles.choice}>
          <input
            type="radio"
            name={question.key}
            value={value}
            checked={chosen === value}
            onChange={() => importDesk.edit(answer(stage, question, value))}
          />
          <span>{label}</span>
          {recommended && <small>{t('questions.recommended')}</small>}
        </label>
      ))}
      <CrowdedPlace question={question} />
      {question.about === 'srid' && (
        <SridCode
          srid={mappingOf(stage)?.srid ?? UNSETTLED_SRID}
          name={mappingOf(stage)?.crs?.name}
          onChange={(srid) => importDesk.edit(answer(stage, question, String(srid)))}
        />
      )}
    </fieldset>
  );
}

/** Which of the rings on the small map a question is about. */
function CrowdedPlace({ question }: { question: Asked }) {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const { surveyed } = useImportStage();
  if (question.about !== 'crowded') return null;
  const at = surveyed?.preview?.crowded.findIndex(({ key }) => `crowded:${key}` === question.key) ?? -1;
  const place = surveyed?.preview?.crowded[at];
  if (place === undefined) return null;
  return <small>{t('questions.ring', { n: at + 1, share: formatShare(place.share, language) })}</small>;
}

function ColumnQuestion({ question }: { question: Asked }) {
  const stage = useImportStage();
  const headers = stage.surveyed?.preview?.headers ?? [];
  const fields: Field[] = question.field === 'x' ? ['x', 'y'] : [question.field ?? 'occurred_from'];
  return (
    <fieldset
      className={styles.question}
      id={QUESTION_ID + question.key}
      data-open={answerOf(stage, question) === null || undefined}
    >
      <legend>{question.sentence}</legend>
      <div className={styles.fields}>
        {fields.map((field) => (
          <ColumnSelect key={field} field={field} headers={headers} question={question.key} />
        ))}
      </div>
    </fieldset>
  );
}

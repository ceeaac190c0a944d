import type { Import } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { SendButton } from '../shell/send-button.tsx';
import { AreaFields } from './area-fields.tsx';
import { CategoryFields } from './category-fields.tsx';
import { ColumnFields } from './column-fields.tsx';
import styles from './confirm.module.css';
import { importDesk, useImportStage } from './desk.ts';
import { mappingOf } from './draft.ts';
import panel from './panel.module.css';
import { PreviewFacts } from './preview-facts.tsx';
import { PreviewMap } from './preview-map.tsx';
import { PreviewTable } from './preview-table.tsx';
import { ProblemLine } from './problem-line.tsx';
import { Questions } from './questions.tsx';
import { Reasons } from './reasons.tsx';
import { SourceFields } from './source-fields.tsx';

/** The guess, to be confirmed: what the file is, where it goes, and what becomes of its rows. */
export function Confirm({ surveyed }: { surveyed: Import }) {
  const { t } = useTranslation('import');
  const stage = useImportStage();
  const { held, busy, problem, queue } = stage;
  const mapping = mappingOf(stage);
  const { preview } = surveyed;
  if (held === null || mapping === null || preview === null) return null;
  // The old figures stand, dimmed, while the file is looked through again.
  const stale = held.state === 'reading' || undefined;
  return (
    <>
      <div className={styles.page}>
        <div className={styles.sides}>
          <div className={styles.form}>
            <p className={styles.kind}>{t(`format.${mapping.format}`)}</p>
            <Questions />
            <AreaFields />
            <SourceFields />
            <ColumnFields headers={preview.headers} />
            <CategoryFields unmapped={preview.unmapped} />
          </div>
          <div className={styles.outcome} data-stale={stale}>
            {mapping.format !== 'area_counts' && <PreviewMap preview={preview} />}
            <PreviewFacts preview={preview} mapping={mapping} />
            <Reasons reasons={surveyed.rejected_by_reason} />
          </div>
        </div>
        <div className={styles.rows} data-stale={stale}>
          <PreviewTable preview={preview} mapping={mapping} />
        </div>
      </div>
      <footer className={styles.foot}>
        <p className={styles.now} role="status">
          {stale ? held.sentence : surveyed.sentence}
        </p>
        <ProblemLine problem={problem ?? held.problem} />
        <div className={panel.acts}>
          <button
            type="button"
            onClick={() => {
              if (queue.length === 0) importDesk.putAway();
              void importDesk.drop();
            }}
          >
            {t('act.cancel')}
          </button>
          <button type="button" onClick={importDesk.putAway}>
            {t('act.putAway')}
          </button>
          <SendButton type="button" className="primary" disabled={busy === 'starting'} onClick={importDesk.start}>
            {t(busy === 'starting' ? 'act.starting' : 'act.start')}
          </SendButton>
        </div>
      </footer>
    </>
  );
}

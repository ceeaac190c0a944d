import type { Import } from '@lagesbild/contract';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon.tsx';
import { importDesk, useImportStage } from './desk.ts';
import { FileButton } from './file-button.tsx';
import { LeftOut } from './left-out.tsx';
import styles from './panel.module.css';
import { ProblemLine } from './problem-line.tsx';
import { Reasons } from './reasons.tsx';
import { rejectionsOf } from './wire.ts';

/** How it went, and where to go from here. */
export function Finished({ held }: { held: Import }) {
  const { t } = useTranslation('import');
  const { busy, problem, queue } = useImportStage();
  const navigate = useNavigate();
  const { state, municipality, rejected_by_reason: reasons } = held;
  const counted = held.mapping?.format === 'area_counts';
  const show = (): void => {
    importDesk.forget();
    importDesk.putAway();
    const to = counted ? '/$municipality/antal' : '/$municipality/karta';
    if (municipality !== null) void navigate({ to, params: { municipality }, search: {} });
  };
  return (
    <div className={styles.body}>
      {state === 'failed' ? (
        <ProblemLine problem={held.problem ?? held.sentence} />
      ) : (
        <p className={styles.outcome} role="status">
          {state === 'done' && <Icon name="check" />}
          <span>{held.sentence}</span>
        </p>
      )}
      {state === 'failed' && <p className={styles.note}>{t('finished.nothingChanged')}</p>}
      {state === 'done' && Object.keys(reasons).length > 0 && (
        <section className={styles.section}>
          <h3>{t('finished.rejected')}</h3>
          <Reasons reasons={reasons} />
          <p>
            <a href={rejectionsOf(held.import_id)} download>
              {t('finished.download')}
            </a>
          </p>
        </section>
      )}
      {state === 'done' && held.source?.kind !== 'police' && <LeftOut held={held} />}
      {state === 'done' && !held.undoable && <p className={styles.note}>{t('finished.nothingToUndo')}</p>}
      <ProblemLine problem={problem} />
      <div className={styles.acts}>
        {state === 'done' && municipality !== null && held.source?.kind !== 'police' && (
          <button type="button" className="primary" onClick={show}>
            {t(counted ? 'act.showCounts' : 'act.showMap')}
          </button>
        )}
        {state === 'failed' && (
          <button type="button" className="primary" onClick={importDesk.again}>
            {t('act.again')}
          </button>
        )}
        {queue[0] !== undefined && (
          <button type="button" className={state === 'failed' ? '' : 'primary'} onClick={importDesk.next}>
            {t('queue.next', { file: queue[0].name })}
          </button>
        )}
        <FileButton>{t('act.another')}</FileButton>
        {held.undoable && municipality !== null && (
          <button type="button" disabled={busy !== null} onClick={importDesk.undo}>
            {t(busy === 'undoing' ? 'act.undoing' : 'act.undo')}
          </button>
        )}
      </div>
    </div>
  );
}

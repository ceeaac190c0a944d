import { SOURCE_KINDS, type SourceChoice } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import styles from './confirm.module.css';
import { importDesk, useImportStage } from './desk.ts';
import { slugOf } from './slug.ts';
import { sourceOf } from './stage.ts';

/** Who the rows come from; kept, so that the next file of the same source needs no questions. */
export function SourceFields() {
  const { t } = useTranslation('import');
  const stage = useImportStage();
  const source = sourceOf(stage);
  if (source === null) return null;
  const asked = stage.asked.some(({ about }) => about === 'source');
  const set = (change: Partial<SourceChoice>): void => importDesk.edit({ source: { ...source, ...change } });
  return (
    <section className={styles.section}>
      <h3>{t('source.title')}</h3>
      <div className={styles.fields}>
        <label className={styles.field}>
          <span>{t('source.name')}</span>
          <input
            value={source.name}
            maxLength={200}
            aria-invalid={source.name.trim() === ''}
            onChange={(event) => {
              const name = event.target.value;
              const follows = source.slug === (slugOf(source.name) || 'fil');
              set({ name, ...(follows && { slug: slugOf(name) || 'fil' }) });
            }}
          />
        </label>
        {!asked && (
          <label className={styles.field}>
            <span>{t('source.kind')}</span>
            <select value={source.kind} onChange={(event) => set({ kind: event.target.value as SourceChoice['kind'] })}>
              {SOURCE_KINDS.filter((kind) => kind !== 'demonstration').map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kind.${kind}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className={styles.field}>
          <span>{t('source.licence')}</span>
          <input
            value={source.licence ?? ''}
            maxLength={200}
            onChange={(event) => set({ licence: event.target.value === '' ? null : event.target.value })}
          />
        </label>
      </div>
      {source.kind === 'police' && <p className={styles.note}>{t('source.police')}</p>}
    </section>
  );
}

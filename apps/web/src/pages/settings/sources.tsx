import { GovernedSource, type Source } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { FileButton } from '../../import/file-button.tsx';
import { ProblemLine } from '../../import/problem-line.tsx';
import { useArea } from '../../shell/area.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';
import { useUnclassified } from './unclassified.ts';

/** Where the incidents come from; a source that is switched off shows nowhere, and nothing of it is lost. */
export function Sources() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const { municipality } = useArea();
  const queries = useQueryClient();
  const may = useMay();
  const unclassified = useUnclassified(municipality);
  const change = useMutation({
    mutationFn: ({ source_id, enabled }: { source_id: number; enabled: boolean }) =>
      api.patch(`/api/${municipality.slug}/sources/${source_id}`, { enabled }, GovernedSource),
    onSettled: () => queries.invalidateQueries(),
  });
  const holds = ({ incidents, area_counts }: Source): string => {
    const of = (key: string, count: number): string => t(key, { count, n: formatNumber(count, language) });
    if (area_counts === 0) return of('sources.incidents', incidents);
    const counts = of('sources.counts', area_counts);
    return incidents === 0 ? counts : `${of('sources.incidents', incidents)}, ${counts}`;
  };
  return (
    <section className={styles.section}>
      <h2>{t('sources.title')}</h2>
      {municipality.sources.length === 0 ? (
        <p className={styles.note}>{t('sources.none')}</p>
      ) : (
        <ul className={styles.list}>
          {municipality.sources.map((source) => (
            <li key={source.source_id}>
              <label className={styles.source} htmlFor={`source-${source.source_id}`}>
                <Toggle
                  id={`source-${source.source_id}`}
                  on={
                    change.isPending && change.variables.source_id === source.source_id
                      ? change.variables.enabled
                      : source.enabled
                  }
                  disabled={change.isPending || !may('switch_sources', municipality.slug)}
                  onChange={(enabled) => change.mutate({ source_id: source.source_id, enabled })}
                />
                <span className={styles.what}>
                  <bdi>{source.name}</bdi>
                  <small>
                    {t(`kind.${source.kind}`)}
                    {source.licence !== null && ` · ${source.licence}`}
                  </small>
                </span>
                <span className={styles.n}>{source.enabled ? holds(source) : t('sources.off')}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <ProblemLine problem={sentenceOf(change.error)} />
      {may('switch_sources', municipality.slug) && municipality.sources.length > 0 && (
        <p className={styles.note}>
          <Link to="/$municipality/installningar/kallor" params={{ municipality: municipality.slug }}>
            {t('sources.govern')}
          </Link>
        </p>
      )}
      {unclassified !== null && unclassified > 0 && (
        <p className={styles.note}>
          {t('sources.unclassified', { count: unclassified, n: formatNumber(unclassified, language) })}{' '}
          <Link
            to="/$municipality/karta"
            params={{ municipality: municipality.slug }}
            search={{ cat: 'unclassified' } as never}
          >
            {t('sources.unclassifiedShow')}
          </Link>
        </p>
      )}
      {may('import_files', municipality.slug) && (
        <div>
          <FileButton className="primary">{t('sources.add')}</FileButton>
        </div>
      )}
    </section>
  );
}

interface ToggleProps {
  id: string;
  on: boolean;
  disabled: boolean;
  onChange: (on: boolean) => void;
}

function Toggle({ id, on, disabled, onChange }: ToggleProps) {
  return (
    <input
      id={id}
      type="checkbox"
      role="switch"
      aria-checked={on}
      className={styles.switch}
      checked={on}
      disabled={disabled}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

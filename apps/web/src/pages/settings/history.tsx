import { Import } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { useImportStage } from '../../import/desk.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { isOver } from '../../import/stage.ts';
import { rejectionsOf } from '../../import/wire.ts';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { localeOf } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';

const Imports = z.array(Import);

/** Every file that has gone in, the newest first; each can be taken back as a whole. */
export function History() {
  const { t } = useTranslation('settings');
  const { municipality } = useArea();
  const { held } = useImportStage();
  const { data, error, refetch } = useQuery({
    queryKey: ['imports', municipality.slug],
    queryFn: ({ signal }) => api.get(`/api/${municipality.slug}/imports`, Imports, { signal }),
    refetchInterval: held !== null && !isOver(held) ? 2000 : false,
  });
  return (
    <section className={styles.section}>
      <h2>{t('history.title')}</h2>
      {error !== null && data === undefined && (
        <>
          <ProblemLine problem={sentenceOf(error)} />
          <div>
            <button type="button" onClick={() => refetch()}>
              {t('history.retry')}
            </button>
          </div>
        </>
      )}
      {data?.length === 0 && <p className={styles.note}>{t('history.none')}</p>}
      {data !== undefined && data.length > 0 && (
        <ul className={styles.list}>
          {data.map((one) => (
            <Entry key={one.import_id} one={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Entry({ one }: { one: Import }) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const { municipality } = useArea();
  const queries = useQueryClient();
  const may = useMay();
  const [sure, setSure] = useState(false);
  const undo = useMutation({
    mutationFn: () => api.delete(`/api/${municipality.slug}/imports/${one.import_id}`),
    onSuccess: () => announce(t('history.undone', { file: one.file_name })),
    onSettled: () => {
      setSure(false);
      return queries.invalidateQueries();
    },
  });
  const when = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (
    <li className={styles.entry} data-state={one.state}>
      <div className={styles.what}>
        <bdi>{one.file_name}</bdi>
        <small>
          {when.format(new Date(one.started_at))} · {t(`state.${one.state}`)}
        </small>
        <span className={styles.note}>{one.sentence}</span>
        {one.state === 'done' && !one.undoable && <span className={styles.note}>{t('history.nothingToUndo')}</span>}
        <ProblemLine problem={sentenceOf(undo.error)} />
      </div>
      <div className={styles.acts} hidden={!may('import_files', municipality.slug)}>
        {one.progress.rejected > 0 && (
          <a className={styles.link} href={rejectionsOf(one.import_id)} download>
            {t('history.rejections')}
          </a>
        )}
        {one.undoable && !sure && (
          <button type="button" onClick={() => setSure(true)}>
            {t('history.undo')}
          </button>
        )}
        {sure && (
          <SendButton
            type="button"
            className={styles.danger}
            ref={(button) => button?.focus()}
            disabled={undo.isPending}
            onClick={() => undo.mutate()}
          >
            {t(undo.isPending ? 'history.undoing' : 'history.undoSure')}
          </SendButton>
        )}
        {sure && (
          <button type="button" disabled={undo.isPending} onClick={() => setSure(false)}>
            {t('history.keep')}
          </button>
        )}
      </div>
    </li>
  );
}

import { type ActionFile, ActionFile as FileSchema } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { useMay } from '../../account/session.ts';
import { api, request } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { AreaField } from '../lawful/area-field.tsx';
import styles from './action-page.module.css';
import { useRenew } from './work-query.ts';

interface BesideProps {
  /** may this person change anything? */
  works: boolean;
  action_id: string;
  file: ActionFile;
}

/** Notes, attachments and history: what was done is told with an organisation and a role, never a name. */
export function Beside(props: Omit<BesideProps, 'works'>) {
  const { slug } = useArea().municipality;
  const works = useMay()('work_on_actions', slug);
  return (
    <aside className={styles.beside}>
      <Notes {...props} works={works} />
      <Attachments {...props} works={works} />
      <History file={props.file} />
    </aside>
  );
}

/** "Sigtuna kommun, coordinator" in the page's own words. */
export function useWho(): (who: string) => string {
  const { t, i18n } = useTranslation(['actions', 'account']);
  return (who) => {
    const [organisation, role] = [who.slice(0, who.lastIndexOf(', ')), who.slice(who.lastIndexOf(', ') + 2)];
    if (!who.includes(', ')) return t(`actions:who.${who}`);
    const own = i18n.exists(`actions:who.${organisation}`) ? t(`actions:who.${organisation}`) : organisation;
    return `${own}, ${t(`account:role.${role}`)}`;
  };
}

function Notes({ action_id, file, works }: BesideProps) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const who = useWho();
  const renew = useRenew();
  const id = useId();
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () => api.post(`/api/${slug}/actions/${action_id}/notes`, { text }, FileSchema),
    onSuccess: async () => {
      setText('');
      await renew();
    },
  });
  return (
    <section aria-labelledby={id} className={file.notes.length === 0 ? styles.screen : undefined}>
      <h2 id={id}>{t('notes')}</h2>
      <ul className={styles.entries}>
        {file.notes.map((note) => (
          <li key={note.note_id}>
            <p dir="auto">{note.text}</p>
            <small>
              {who(note.who)} · {formatDay(note.written_on, language)}
            </small>
          </li>
        ))}
      </ul>
      {works && (
        <form
          className={`${forms.form} ${styles.screen}`}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <AreaField label={t('notes.new')} required value={text} onText={setText} />
          <ProblemLine problem={sentenceOf(add.error)} />
          <SendButton type="submit" disabled={add.isPending}>
            {t('notes.add')}
          </SendButton>
        </form>
      )}
    </section>
  );
}

function Attachments({ action_id, file, works }: BesideProps) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const renew = useRenew();
  const id = useId();
  const path = `/api/${slug}/actions/${action_id}/attachments`;
  const add = useMutation({
    mutationFn: (chosen: File) => {
      const body = new FormData();
      body.append('file', chosen);
      return request('POST', path, body);
    },
    onSuccess: () => renew(),
  });
  const remove = useMutation({
    mutationFn: (attachment_id: string) => request('DELETE', `${path}/${attachment_id}`, null),
    onSuccess: () => renew(),
  });
  return (
    <section aria-labelledby={id} className={file.attachments.length === 0 ? styles.screen : undefined}>
      <h2 id={id}>{t('attachments')}</h2>
      <ul className={styles.entries}>
        {file.attachments.map(({ attachment_id, name, bytes, added_on }) => (
          <li key={attachment_id}>
            <a href={`${path}/${attachment_id}`} download>
              <bdi>{name}</bdi>
            </a>{' '}
            <small>
              {t('attachments.size', { kb: formatNumber(Math.ceil(bytes / 1024), language) })} ·{' '}
              {formatDay(added_on, language)}
            </small>
            {works && (
              <button type="button" className={styles.screen} onClick={() => remove.mutate(attachment_id)}>
                {t('attachments.remove', { name })}
              </button>
            )}
          </li>
        ))}
      </ul>
      <ProblemLine problem={sentenceOf(add.error ?? remove.error)} />
      {works && (
        <>
          <label className={`${styles.upload} ${styles.screen}`}>
            <span>{t('attachments.add')}</span>
            <input
              type="file"
              accept="image/jpeg,image/png,image/webp,application/pdf"
              onChange={({ target }) => {
                const chosen = target.files?.[0];
                if (chosen !== undefined) add.mutate(chosen);
                target.value = '';
              }}
            />
          </label>
          <p className={`${forms.note} ${styles.screen}`}>{t('attachments.note')}</p>
        </>
      )}
    </section>
  );
}

function History({ file }: { file: ActionFile }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const who = useWho();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t('history')}</h2>
      <ol className={styles.entries}>
        {file.history.map((entry) => (
          <li key={entry.entry_no}>
            {t(`history.${entry.what}`)}
            {entry.what === 'evaluated' && `: ${t(`verdict.${entry.details}`)}`}{' '}
            <small>
              {who(entry.who)} · {formatDay(entry.happened_on, language)}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}

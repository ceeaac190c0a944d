import { Action, FLAGS_MIN } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { useCellName } from '../../panels/cell-name.ts';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay, formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import entry from '../account/accounts.module.css';
import { ActionForm } from './action-form.tsx';
import styles from './actions.module.css';

interface ActionEntryProps {
  action: Action;
  isNew: boolean;
  onChanged: () => unknown;
}

/** One action: what it says in public, who has approved it, and what can be done with it. */
export function ActionEntry({ action, isNew, onChanged }: ActionEntryProps) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { places } = useArea();
  const cellName = useCellName();
  const [open, setOpen] = useState(isNew);
  const [changing, setChanging] = useState(false);
  const { title, where, status, done_on, published, version } = action;
  const day = (text: string): string => formatDay(text, language);
  const place =
    'place' in where
      ? nameIn(
          places.features.find(({ properties }) => properties.slug === where.place)?.properties.names ?? {
            sv: where.place,
          },
          language,
        )
      : cellName(where.cell);
  const inPublic =
    published === null
      ? t('public.not')
      : t(published.version === version ? 'public.now' : 'public.older', { day: day(published.approved_on) });
  const said = [place, t(`status.${status}`), ...(done_on === null ? [] : [day(done_on)])];
  return (
    <details className={entry.person} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>
          <bdi>{title}</bdi>
        </span>
        <small>{said.join(' · ')}</small>
        <Icon name="down" />
        <span className={styles.public} data-public={published !== null || undefined}>
          {published !== null && <Icon name="eye" size={14} />} {inPublic}
        </span>
      </summary>
      {open &&
        (changing ? (
          <div className={entry.open}>
            <ActionForm
              action={action}
              onDone={() => {
                announce(t('done.saved'));
                setChanging(false);
                return onChanged();
              }}
              onCancel={() => setChanging(false)}
            />
          </div>
        ) : (
          <div className={entry.open}>
            <Opened action={action} onChange={() => setChanging(true)} onChanged={onChanged} />
          </div>
        ))}
    </details>
  );
}

interface OpenedProps {
  action: Action;
  onChange: () => void;
  onChanged: () => unknown;
}

function Opened({ action, onChange, onChanged }: OpenedProps) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const [sure, setSure] = useState(false);
  const manages = useMay()('manage_actions', slug);
  const { action_id, version, public_text, flags, published_flags, approvals, approvals_needed } = action;
  const { lacks, approved_by_me, published, rests_on, rests_on_what } = action;
  const number = (n: number): string => formatNumber(n, language);
  const path = `/api/${slug}/actions/${action_id}`;
  const approve = useMutation({
    mutationFn: () => api.post(`${path}/approve`, { version }, Action),
    onSuccess: (after) => {
      announce(t(after.published?.version === after.version ? 'done.published' : 'done.approved'));
      return onChanged();
    },
    onError: () => onChanged(),
  });
  const withdraw = useMutation({
    mutationFn: () => api.post(`${path}/withdraw`, { version }, Action),
    onSuccess: () => {
      announce(t('done.withdrawn'));
      setSure(false);
      return onChanged();
    },
    onError: () => onChanged(),
  });
  const isPublic = published?.version === version;
  return (
    <div className={forms.form}>
      <div className={styles.text}>
        <small>{t('public.text')}</small>
        {public_text === null ? <p>{t('public.none')}</p> : null}
        {(['sv', 'en', 'ar'] as const).map(
          (of) =>
            public_text?.[of] !== undefined && (
              <p key={of} lang={of} dir="auto">
                {public_text[of]}
              </p>
            ),
        )}
      </div>
      <p className={forms.note}>
        {[t(`ground.${rests_on}`), rests_on_what].filter((part) => part !== '').join(': ')}
        {flags > 0 && <> · {t('flags', { n: number(flags), published: number(published_flags) })}</>}
      </p>
      <p className={forms.note}>
        {t('approvals', { n: number(approvals.length), of: number(approvals_needed) })}
        {approvals_needed === 1 && ` ${t('alone')}`}
      </p>
      {approvals.length > 0 && (
        <p className={forms.note}>
          {approvals
            .map(({ who, on }) => t('approved.by', { who: who ?? t('approved.unknown'), day: formatDay(on, language) }))
            .join(' · ')}
        </p>
      )}
      {!isPublic &&
        lacks.map((lack) => (
          <p key={lack} className={styles.lack}>
            <Icon name="warning" size={16} />
            {t(`lacks.${lack}`, { n: number(published_flags), min: number(FLAGS_MIN) })}
          </p>
        ))}
      {!isPublic && approved_by_me && <p className={forms.note}>{t('approve.waits')}</p>}
      <ProblemLine problem={sentenceOf(approve.error ?? withdraw.error)} />
      {sure && <p className={forms.note}>{t('withdraw.note')}</p>}
      <div className={forms.acts}>
        {manages && !isPublic && !approved_by_me && lacks.length === 0 && (
          <SendButton type="button" className="primary" disabled={approve.isPending} onClick={() => approve.mutate()}>
            {t('approve')}
          </SendButton>
        )}
        <Link
          to="/$municipality/atgarder/$action"
          params={{ municipality: slug, action: action_id }}
          search={true}
          className={`button ${styles.open}`}
        >
          {t('open')}
        </Link>
        {manages && (
          <button type="button" onClick={onChange}>
            {t('change')}
          </button>
        )}
        {manages &&
          published !== null &&
          (sure ? (
            <SendButton type="button" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t('withdraw.sure')}
            </SendButton>
          ) : (
            <button type="button" onClick={() => setSure(true)}>
              {t('withdraw')}
            </button>
          ))}
        {sure && (
          <button type="button" onClick={() => setSure(false)}>
            {t('cancel')}
          </button>
        )}
      </div>
    </div>
  );
}

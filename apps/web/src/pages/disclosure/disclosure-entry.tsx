import type { Disclosure } from '@lagesbild/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { formatDay, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import entry from '../account/accounts.module.css';
import styles from './disclosure.module.css';

/** One decision: what was decided, the text that went with it, and the file as it was given. */
export function DisclosureEntry({ disclosure, isNew }: { disclosure: Disclosure; isNew: boolean }) {
  const { t } = useTranslation('disclosure');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const [open, setOpen] = useState(isNew);
  const { disclosure_id, recipient, secrecy_test, subject, made_at, made_by, file, companion } = disclosure;
  const given = (count: number): string =>
    t(subject === 'reports' ? 'reports.count' : 'incidents', { count, n: formatNumber(count, language) });
  const said = [
    formatDay(made_at.slice(0, 10), language),
    t(`recipient.${recipient.kind}`),
    t(`outcome.${secrecy_test.outcome}`),
    ...(file === null ? [] : [given(file.given)]),
  ];
  return (
    <details className={entry.person} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>
          <bdi>{recipient.reference}</bdi>
        </span>
        <small>{said.join(' · ')}</small>
        <Icon name="down" />
      </summary>
      {open && (
        <div className={entry.open}>
          {made_by !== null && <p className={forms.note}>{t('by', { who: made_by })}</p>}
          {file !== null && (
            <div className={forms.form}>
              <div className={forms.acts}>
                <a href={`/api/${slug}/disclosures/${disclosure_id}/file`} download={file.name}>
                  {t('file.again')}
                </a>
              </div>
              <p className={forms.note}>
                {t('file.logged')} {t('file.hash')}{' '}
                <code className={styles.hash} dir="ltr">
                  {file.sha256}
                </code>
              </p>
            </div>
          )}
          <div className={forms.form}>
            <h3>{t('companion')}</h3>
            <pre className={styles.text} dir="auto">
              {companion}
            </pre>
            <div className={forms.acts}>
              <a
                href={`data:text/plain;charset=utf-8,${encodeURIComponent(companion)}`}
                download={`${(file?.name ?? recipient.reference).replace(/\.\w+$/, '')}.txt`}
              >
                {t('companion.save')}
              </a>
            </div>
          </div>
        </div>
      )}
    </details>
  );
}

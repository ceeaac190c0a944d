import type { MadeLink } from '@lagesbild/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { announce } from '../../shell/announcer.tsx';
import { localeOf } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './accounts.module.css';

/** A link that is shown once, to hand over: nothing here sends mail. */
export function MadeLinkLine({ link, name }: { link: MadeLink; name: string }) {
  const { t } = useTranslation('account');
  const language = useLanguage();
  const [copied, setCopied] = useState(false);
  const until = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(new Date(link.expires_at));
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link.url);
    setCopied(true);
    announce(t('made.copied'));
  };
  return (
    <div className={styles.made} role="status">
      <p>{t('made.what', { name, until })}</p>
      <code dir="ltr">{link.url}</code>
      <div>
        <button type="button" onClick={() => void copy().catch(() => {})}>
          {t(copied ? 'made.copied' : 'made.copy')}
        </button>
      </div>
      <p className={forms.note}>{t('made.once')}</p>
    </div>
  );
}

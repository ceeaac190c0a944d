import type { ReleaseOverview } from '@lagesbild/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { Icon } from '../../shell/icon.tsx';
import { formatDay } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import entry from '../account/accounts.module.css';
import styles from '../settings.module.css';
import { AttackTable } from './attack-table.tsx';
import { HeldTable } from './held-table.tsx';
import { usePeriodName } from './period.ts';
import { WithdrawForm } from './withdraw-form.tsx';

const FILES = ['release.json', 'table.csv', 'map.geojson', 'picture.png'] as const;

interface ReleaseEntryProps {
  slug: string;
  release: ReleaseOverview['releases'][number];
}

/** One release: what it holds, what was tried on it, its files, and the way to take it back. */
export function ReleaseEntry({ slug, release: one }: ReleaseEntryProps) {
  const { t } = useTranslation('release');
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const name = usePeriodName()(one);
  const { release, withdrawn, digest, attacks, frozen_on } = one;
  return (
    <details className={entry.person} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{name}</span>
        <small>
          {withdrawn === null
            ? t('entry.stands', { day: formatDay(frozen_on, language) })
            : t('entry.withdrawn', { day: formatDay(withdrawn.on, language), reason: withdrawn.reason })}
        </small>
        <Icon name="down" />
      </summary>
      {open && (
        <div className={entry.open}>
          {withdrawn === null && (
            <>
              <h3>{t('held.title')}</h3>
              <HeldTable slug={slug} release={release} />
            </>
          )}
          <h3>{t('attack.title')}</h3>
          <AttackTable attacks={attacks} />
          {withdrawn === null && (
            <>
              <h3>{t('entry.files')}</h3>
              <p className={forms.acts}>
                {FILES.map((file) => (
                  <a key={file} href={`/release/${slug}/${release}/${file}`} dir="ltr">
                    {file}
                  </a>
                ))}
              </p>
            </>
          )}
          <p className={styles.note}>
            {t('entry.digest')} <code dir="ltr">{digest.slice(0, 16)}…</code>
          </p>
          {withdrawn === null && <WithdrawForm slug={slug} release={release} name={name} />}
        </div>
      )}
    </details>
  );
}

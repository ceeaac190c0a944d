import { DEFAULT_DISCOVERIES, DISCOVERIES, type Import } from '@lagesbild/contract';
import { useNavigate, useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { importDesk } from './desk.ts';
import styles from './panel.module.css';

/** The addresses that ask for what a view leaves out unless it is asked; whoever found it, where only the place is coarse. */
const ASKS = {
  discovery: { discovery: DISCOVERIES.filter((value) => !DEFAULT_DISCOVERIES.includes(value)).join() },
  coarse: { precision: 'area,municipality,county', discovery: 'all' },
} as const;

/** How many of the rows that came in the first view doesn't count or draw, and the way to them. */
export function LeftOut({ held }: { held: Import }) {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const navigate = useNavigate();
  const router = useRouter();
  const { municipality, left_out } = held;
  const parts = (['discovery', 'coarse'] as const).filter((part) => (left_out?.[part] ?? 0) > 0);
  if (municipality === null || left_out === null || parts.length === 0) return null;
  const addressOf = (part: keyof typeof ASKS) =>
    ({ to: '/$municipality/karta', params: { municipality }, search: ASKS[part] as never }) as const;
  // There first: the first page, seeing the import put away, would lead to the area's map without a question.
  const follow = async (event: MouseEvent, part: keyof typeof ASKS): Promise<void> => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    await navigate(addressOf(part));
    importDesk.forget();
    importDesk.putAway();
  };
  return (
    <section className={styles.section}>
      <h3>{t('leftOut.title')}</h3>
      <dl className={styles.reasons}>
        {parts.map((part) => (
          <div key={part}>
            <dt>
              {t(part === 'discovery' ? 'leftOut.discovery' : 'leftOut.coarse')}{' '}
              <a href={router.buildLocation(addressOf(part)).href} onClick={(event) => void follow(event, part)}>
                {t(part === 'discovery' ? 'leftOut.showDiscovery' : 'leftOut.showCoarse')}
              </a>
            </dt>
            <dd>{formatNumber(left_out[part], language)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

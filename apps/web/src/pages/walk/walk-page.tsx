import type { FlagForm, Walk, WalkManager } from '@lagesbild/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useSession, whoseOf } from '../../account/session.ts';
import { Announcer } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import live from '../dialogue/live/live.module.css';
import { Feedback } from './feedback.tsx';
import { Going } from './going.tsx';
import { openShelf, type Shelf } from './kept.ts';
import { openWithoutContact } from './offline.ts';
import { Plan } from './plan.tsx';
import { Revisit } from './revisit.tsx';
import styles from './walk.module.css';
import { useForm, useManagers, useWalk } from './walk-query.ts';

const PAGES = ['planera', 'ga', 'aterkoppla', 'aterbesok'] as const;

/** What each page of a walk is given. */
export interface WalkPageProps {
  walk: Walk;
  managers: readonly WalkManager[];
  form: FlagForm;
  /** May what was seen be added to and changed by whoever looks? */
  holds: boolean;
  whose: string;
  shelf: Shelf;
}

/** One safety walk: planned, gone, told about afterwards, and gone again. */
export function WalkPage() {
  const { t } = useTranslation('walks');
  const { slug } = useArea().municipality;
  const { walk: walk_id, step } = useParams({ from: '/$municipality/vandringar/$walk/$step' });
  const may = useMay();
  const whose = whoseOf(useSession());
  const holds = may('hold_walks', slug);
  const [shelf, setShelf] = useState<Shelf | null>(null);
  const walk = useWalk(walk_id);
  const managers = useManagers();
  const form = useForm();
  useEffect(() => {
    void openShelf().then(setShelf);
    if (!holds) return;
    // Without it the pages work as long as there is contact.
    openWithoutContact(slug).catch(() => {});
    void navigator.storage?.persist?.();
  }, [slug, holds]);
  const name = walk.data?.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} – Lägesbild`;
  }, [name]);
  const asked = [walk, managers, form];
  const failed = asked.find(({ data, error }) => data === undefined && error !== null);
  if (!may('see_walks', slug)) return <p className={live.alone}>{t('notYours')}</p>;
  if (failed !== undefined)
    return (
      <div className={live.alone}>
        <Failure error={failed.error!} retry={() => void Promise.all(asked.map(({ refetch }) => refetch()))} />
      </div>
    );
  if (walk.data === undefined || managers.data === undefined || form.data === undefined || shelf === null)
    return (
      <p className={live.alone} role="status">
        {t('loading')}
      </p>
    );
  const given = { walk: walk.data, managers: managers.data, form: form.data, holds, whose, shelf };
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <p>
          <Link to="/$municipality/vandringar" params={{ municipality: slug }} search={true}>
            {t('title')}
          </Link>
        </p>
        <h1>{walk.data.name}</h1>
        <nav aria-label={t('steps')} className={styles.steps}>
          {PAGES.map((page) => (
            <Link
              key={page}
              to="/$municipality/vandringar/$walk/$step"
              params={{ municipality: slug, walk: walk_id, step: page }}
              search={true}
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ includeSearch: false }}
            >
              {t(`page.${page}`)}
            </Link>
          ))}
        </nav>
        <Announcer />
      </header>
      {step === 'planera' && <Plan key={walk_id} {...given} />}
      {step === 'ga' && <Going key={walk_id} {...given} />}
      {step === 'aterkoppla' && <Feedback key={walk_id} {...given} />}
      {step === 'aterbesok' && <Revisit key={walk_id} {...given} />}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../account/session.ts';
import { SignOut } from '../account/sign-out.tsx';
import { ApiProblem } from '../api.ts';
import { ALL_AREAS } from './area.tsx';
import { Icon } from './icon.tsx';
import styles from './shell.module.css';

export type AreaRefusal = 'unknown' | 'refused';

/** Is it the area itself that can't be had? Null for what may pass, or is wrong with something else. */
export function areaRefusal(error: Error | null): AreaRefusal | null {
  if (!(error instanceof ApiProblem)) return null;
  return error.status === 404 ? 'unknown' : error.status === 403 ? 'refused' : null;
}

/** An address of no area, or of another's: said so, with the way to one's own. */
export function NoArea({ slug, why }: { slug: string; why: AreaRefusal }) {
  const { t } = useTranslation('shell');
  const { standing } = useSession();
  const title = t(`noArea.${why}`);
  useEffect(() => {
    document.title = `${title} – Lägesbild`;
  }, [title]);
  return (
    <section className={styles.failure} role="alert">
      <Icon name="warning" size={24} />
      <h1>{title}</h1>
      <p>{t(`noArea.${why}What`, { slug })}</p>
      <p>
        <Link to="/" search={ALL_AREAS}>
          {t('noArea.way')}
        </Link>
      </p>
      {standing === 'signed_in' && <SignOut />}
    </section>
  );
}

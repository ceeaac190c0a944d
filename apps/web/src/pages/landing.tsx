import type { Installation } from '@lagesbild/contract';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { QuietLine } from '../account/quiet-line.tsx';
import { useMay, useSession } from '../account/session.ts';
import { SignOut } from '../account/sign-out.tsx';
import { ApiProblem } from '../api.ts';
import { importDesk, useImportStage } from '../import/desk.ts';
import { FileButton } from '../import/file-button.tsx';
import { ProblemLine } from '../import/problem-line.tsx';
import { installationQuery, municipalityQuery } from '../shell/area.tsx';
import { Failure } from '../shell/failure.tsx';
import { useFirstWorkspace } from '../shell/first-workspace.ts';
import { Icon } from '../shell/icon.tsx';
import shell from '../shell/shell.module.css';
import { formatDataDate, formatNumber } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { Doorway } from './doorway.tsx';
import styles from './landing.module.css';

const RETRY_MS = 1000;
/** Starting, and not reached yet, look the same to somebody who has just started it: both pass by themselves. */
const passes = (error: Error | null): boolean =>
  error instanceof ApiProblem && (error.code === 'starting' || error.code === 'unreachable');

const MAP = '/$municipality/karta';

/** The first page: what is here, or the two ways to begin. */
export function Landing() {
  const { t } = useTranslation('import');
  const search: { areas?: string } = useSearch({ strict: false });
  const { data, error, refetch } = useQuery({
    ...installationQuery,
    retry: false,
    refetchInterval: ({ state }) => (state.data === undefined && passes(state.error) ? RETRY_MS : false),
  });
  const { shown, held } = useImportStage();
  const demonstrated = held?.state === 'done' && held.source?.kind === 'demonstration';
  // Who asked for the demonstration asked for the map; a file's own import ends with what became of its rows.
  useEffect(() => {
    if (demonstrated) importDesk.putAway();
  }, [demonstrated]);
  useEffect(() => {
    document.title = t('landing.name');
  }, [t]);
  const workspaceOf = useFirstWorkspace();
  const filled = data?.municipalities.filter(({ slug, incidents }) => incidents > 0 || workspaceOf(slug) !== MAP) ?? [];
  const [only] = filled;
  // While an import is open its last page is what the person reads; it has its own way to the map.
  if (only !== undefined && filled.length === 1 && search.areas === undefined && !shown)
    return <Navigate to={workspaceOf(only.slug)} params={{ municipality: only.slug }} replace />;
  return (
    <Doorway title={t('landing.name')}>
      <QuietLine />
      {data === undefined && (error === null || passes(error)) && (
        <p className={shell.waiting} role="status">
          {t(error instanceof ApiProblem && error.code === 'starting' ? 'landing.starting' : 'landing.connecting')}
        </p>
      )}
      {data === undefined && error !== null && !passes(error) && <Failure error={error} retry={refetch} />}
      {data !== undefined && filled.length > 0 && <Areas areas={filled} />}
      {data !== undefined && <Beginnings installation={data} empty={filled.length === 0} />}
    </Doorway>
  );
}

/** The areas that hold something, each with how much and until when. */
function Areas({ areas }: { areas: Installation['municipalities'] }) {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const workspaceOf = useFirstWorkspace();
  const facts = useQueries({ queries: areas.map(({ slug }) => municipalityQuery(slug)) });
  return (
    <nav aria-label={t('landing.areas')}>
      <ul className={styles.areas}>
        {areas.map(({ slug, names, incidents, demonstration }, at) => {
          const data = facts[at]?.data?.data;
          const last_day = data?.last_day ?? null;
          const monthly = data?.monthly === true;
          return (
            <li key={slug}>
              <Link to={workspaceOf(slug)} params={{ municipality: slug }} className={styles.area}>
                <b>{nameIn(names, language)}</b>
                {workspaceOf(slug) === MAP && (
                  <span>
                    {t('landing.incidents', { count: incidents, n: formatNumber(incidents, language) })}
                    {last_day !== null &&
                      ` · ${t('landing.until', { day: formatDataDate({ last_day, monthly }, language) })}`}
                    {demonstration && ` · ${t('landing.demonstrationShort')}`}
                  </span>
                )}
                <Icon name="forward" />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** A file, or the demonstration. */
function Beginnings({ installation, empty }: { installation: Installation; empty: boolean }) {
  const { t } = useTranslation('import');
  const { busy, problem, phase } = useImportStage();
  const home = installation.default_municipality;
  const may = useMay();
  const { may: all } = useSession();
  if (installation.municipalities.length === 0) return <NoRole />;
  return (
    <>
      {empty && <p className={styles.lead}>{t('landing.lead')}</p>}
      {'import_files' in all && (
        <section className={styles.way}>
          <h2>{t(empty ? 'landing.file' : 'landing.another')}</h2>
          <p className={styles.what}>{t('landing.fileWhat')}</p>
          <p className={styles.what}>{t('kinds.short')}</p>
          <FileButton className={empty ? 'primary' : undefined}>{t('choose.button')}</FileButton>
        </section>
      )}
      {empty && home !== null && may('open_areas', null) && (
        <section className={styles.way}>
          <h2>{t('landing.demonstration')}</h2>
          <p className={styles.what}>{t('landing.demonstrationWhat')}</p>
          <button type="button" disabled={busy !== null} onClick={() => void importDesk.demonstrate(home)}>
            {t(busy === 'starting' ? 'landing.demonstrationLoading' : 'landing.demonstrationLoad')}
          </button>
          {phase === 'none' && <ProblemLine problem={problem} />}
        </section>
      )}
    </>
  );
}

/** An account that nobody has given a role yet. */
function NoRole() {
  const { t } = useTranslation('account');
  const { account } = useSession();
  return (
    <section className={styles.way}>
      <h2>{t('noRole.title')}</h2>
      <p className={styles.what}>{t('noRole.what', { login: account?.login ?? '' })}</p>
      <SignOut />
    </section>
  );
}

import { ACTION_STATUSES, type Action } from '@lagesbild/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import { formatDay } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './actions.module.css';

interface ViewProps {
  actions: readonly Action[];
}

/** The way to an action's own page. */
export function ActionLink({ action }: { action: Action }) {
  const { slug } = useArea().municipality;
  return (
    <Link to="/$municipality/atgarder/$action" params={{ municipality: slug, action: action.action_id }} search={true}>
      <bdi>{action.title}</bdi>
    </Link>
  );
}

/** By status, as on a wall. */
export function Board({ actions }: ViewProps) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  return (
    <div className={styles.board}>
      {ACTION_STATUSES.map((status) => {
        const own = actions.filter((action) => action.status === status);
        return (
          <section key={status} className={styles.lane} aria-label={t(`status.${status}`)}>
            <h2>
              {t(`status.${status}`)} <small>{own.length}</small>
            </h2>
            <ul>
              {own.map((action) => (
                <li key={action.action_id}>
                  <ActionLink action={action} />
                  {action.work.owner !== '' && <small>{action.work.owner}</small>}
                  {action.work.verdict !== null && <small>{t(`verdict.${action.work.verdict}`)}</small>}
                  {action.work.verdict === null && action.work.evaluates_on !== null && (
                    <small>{t('evaluation.on', { day: formatDay(action.work.evaluates_on, language) })}</small>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** Starts, ends and follow-ups, day by day. */
export function Calendar({ actions }: ViewProps) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const days = new Map<string, { what: string; action: Action }[]>();
  for (const action of actions)
    for (const [what, day] of [
      ['starts_on', action.work.starts_on],
      ['ends_on', action.work.ends_on],
      ['follow_up_on', action.work.evaluates_on],
    ] as const)
      if (day !== null) days.set(day, [...(days.get(day) ?? []), { what, action }]);
  return (
    <div className={styles.days}>
      <p>
        <a href={`/api/${slug}/actions/calendar.ics`} download>
          {t('calendar.file')}
        </a>
      </p>
      {days.size === 0 && <p>{t('calendar.none')}</p>}
      {[...days]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([day, events]) => (
          <section key={day} className={styles.day}>
            <h2>{formatDay(day, language)}</h2>
            <ul>
              {events.map(({ what, action }) => (
                <li key={`${what} ${action.action_id}`}>
                  {t(`work.${what}`)}: <ActionLink action={action} />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

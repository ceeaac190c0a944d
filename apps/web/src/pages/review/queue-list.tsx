import type { ModeratedFlag, Presence } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shell/icon.tsx';
import { formatDay, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { type Cluster, clustersOf, GROUP_MIN } from './clusters.ts';
import type { FlagWords } from './flag-words.ts';
import styles from './review.module.css';

interface QueueListProps {
  flags: readonly ModeratedFlag[];
  words: FlagWords;
  current: string | null;
  selected: ReadonlySet<string>;
  others: readonly Presence[];
  onCurrent: (flag_id: string) => void;
  onSelect: (flag_ids: readonly string[], on: boolean) => void;
}

/** The queue: what comes first is first, and what says the same stands together. */
export function QueueList({ flags, ...row }: QueueListProps) {
  const { t } = useTranslation('review');
  return (
    <ol className={styles.list} aria-label={t('list.label')}>
      {clustersOf(flags).map((cluster) => (
        <li key={cluster.key} className={styles.cluster}>
          {cluster.flags.length > 1 && <ClusterHead cluster={cluster} {...row} />}
          <ol>
            {cluster.flags.map((flag) => (
              <QueueRow key={flag.flag_id} flag={flag} {...row} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

type RowProps = Omit<QueueListProps, 'flags'>;

function ClusterHead({ cluster: { flags }, words, selected, onSelect }: RowProps & { cluster: Cluster }) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const ids = flags.map(({ flag_id }) => flag_id);
  const first = flags[0]!;
  const name = t('cluster', {
    count: flags.length,
    n: formatNumber(flags.length, language),
    where: words.where(first),
    reason: words.choice('reason', first.weightiest),
  });
  return (
    <label className={styles.clusterHead}>
      <input
        type="checkbox"
        checked={ids.every((id) => selected.has(id))}
        aria-label={`${t('cluster.all')}: ${name}`}
        onChange={({ target }) => onSelect(ids, target.checked)}
      />
      <span>{name}</span>
    </label>
  );
}

const ROW = 'flag-';
/** Where the keyboard is when it walks through the list. */
export const focusRow = (flag_id: string): void => document.getElementById(ROW + flag_id)?.focus();

function QueueRow({ flag, words, current, selected, others, onCurrent, onSelect }: RowProps & { flag: ModeratedFlag }) {
  const { t } = useTranslation('review');
  const { flag_id, weightiest, feeling } = flag;
  const where = words.where(flag);
  const reason = words.choice('reason', weightiest);
  return (
    <li className={styles.row} data-current={flag_id === current || undefined} data-feeling={feeling}>
      <label className={styles.pick}>
        <input
          type="checkbox"
          checked={selected.has(flag_id)}
          aria-label={t('row.select', { where, reason })}
          onChange={({ target }) => onSelect([flag_id], target.checked)}
        />
      </label>
      <button
        type="button"
        id={ROW + flag_id}
        aria-current={flag_id === current || undefined}
        onClick={() => onCurrent(flag_id)}
      >
        <b>{where}</b>
        <span>{reason}</span>
        <small>{[words.said(flag), words.when(flag)].join(' · ')}</small>
        <Marks flag={flag} others={others} />
      </button>
    </li>
  );
}

/** What sets a flag apart, each with words beside its colour. */
function Marks({ flag, others }: { flag: ModeratedFlag; others: readonly Presence[] }) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { priority, due_on, burst_n, note, merged, repeated, flag_id } = flag;
  const number = (n: number): string => formatNumber(n, language);
  const looking = others.filter(({ flags }) => flags.includes(flag_id));
  return (
    <span className={styles.marks}>
      {priority === 'late' && <em data-mark="late">{t('row.late')}</em>}
      {priority === 'first' && <em>{t('row.first')}</em>}
      {due_on !== null && priority !== 'late' && (
        <span>{t('row.due', { day: formatDay(due_on, language, { day: 'numeric', month: 'short' }) })}</span>
      )}
      {burst_n >= GROUP_MIN && (
        <em data-mark="burst">
          <Icon name="warning" size={14} />
          {t('burst', { count: burst_n, n: number(burst_n) })}
        </em>
      )}
      {note !== null && <span>{t('row.note')}</span>}
      {merged > 0 && <span>{t('row.merged', { count: merged, n: number(merged) })}</span>}
      {repeated && <span>{t('row.repeated')}</span>}
      {looking.map(({ key, name }) => (
        <em key={key} data-mark="seen">
          <Icon name="eye" size={14} />
          {t('row.seen', { who: name || t('colleague') })}
        </em>
      ))}
    </span>
  );
}

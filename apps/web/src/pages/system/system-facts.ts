import type { SystemHealth } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatNumber, localeOf } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import type { FactRow } from './facts.tsx';

/** What the page says of the installation, in sections. */
export function useSystemFacts(): (health: SystemHealth) => { title: string; rows: FactRow[] }[] {
  const { t } = useTranslation('system');
  const language = useLanguage();
  const n = (value: number) => formatNumber(value, language);
  const clock = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const when = (at: string | null) => (at === null ? t('never') : clock.format(new Date(at)));
  const row = (name: string, value: string): FactRow => ({ name: t(name), value });
  return ({ version, node, started_at, memory_mb, engine, data_versions, backup, disks, log, load }) => [
    {
      title: 'runs',
      rows: [
        row('version', version),
        row('engine', `PostgreSQL ${engine.postgresql}, PostGIS ${engine.postgis} (${t(`engine.${engine.kind}`)})`),
        row('node', node),
        row('started', when(started_at)),
        row('memory', t('mb', { n: n(memory_mb) })),
        ...Object.entries(data_versions).map(([slug, data]) => ({
          name: t('dataVersion', { area: slug }),
          value: n(data),
        })),
      ],
    },
    {
      title: 'backups',
      rows: [
        row('backup.state', t(`backup.${backup.state}`)),
        row('backup.last', when(backup.last_at)),
        row('backup.next', backup.next_at === null ? t('backup.unplanned') : when(backup.next_at)),
        row('backup.kept', n(backup.kept)),
        row('backup.drilled', when(backup.drilled_at)),
      ],
    },
    {
      title: 'room',
      rows: disks.map(({ what, free_mb, total_mb }) =>
        row(`disk.${what}`, t('free', { free: n(free_mb), total: n(total_mb) })),
      ),
    },
    {
      title: 'log',
      rows: [
        row('log.entries', n(log.entries)),
        row('log.state', t(log.state === null ? 'log.unknown' : `log.${log.state}`)),
        row('log.checked', when(log.checked_at)),
      ],
    },
    {
      title: 'load',
      rows: [
        row('load.inFlight', t('load.of', { n: n(load.in_flight), max: n(load.in_flight_max) })),
        row('load.turnedAway', n(load.turned_away)),
        row('load.delay', t('ms', { n: n(load.delay_ms) })),
        row('load.connections', n(load.connections)),
        row('load.waiting', n(load.waiting)),
      ],
    },
  ];
}

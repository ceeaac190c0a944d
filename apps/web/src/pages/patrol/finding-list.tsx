import type { PlannedVisits, Unit, VisitFinding, Zone } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { weekdayNames } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { useGroundWords } from './ground-words.ts';
import styles from './patrol.module.css';
import { clockText, weekNumber } from './week-words.ts';

interface FindingListProps {
  findings: readonly VisitFinding[];
  lines: readonly PlannedVisits[];
  zones: readonly Zone[];
  units: readonly Unit[];
}

/** What of the week can't be done, a sentence each. */
export function FindingList({ findings, lines, zones, units }: FindingListProps) {
  const { t } = useTranslation('patrol');
  const days = weekdayNames(useLanguage(), 'short');
  const groundWords = useGroundWords();
  const words = (finding: VisitFinding): string => {
    const unit = units.find(({ unit_id }) => unit_id === finding.unit_id)?.name ?? '';
    switch (finding.kind) {
      case 'conflict':
        return t('found.conflict', { unit });
      case 'neighbour':
        return t('found.neighbour', { unit, n: weekNumber(finding.week) });
      case 'over_committed':
        return t('found.over', { unit, asked: finding.asked_min, there: finding.there_min });
      case 'no_ground': {
        const { zone_id, weekday, from_minute, to_minute } = lines[finding.lines[0]]!;
        const zone = zones.find((one) => one.zone_id === zone_id)?.name ?? '';
        const when = { day: days[weekday], from: clockText(from_minute), to: clockText(to_minute) };
        return t('found.no_ground', { unit, zone, ...when, why: groundWords(finding.ground) });
      }
    }
  };
  return (
    <ul className={styles.rows}>
      {findings.map((finding) => (
        <li key={`${finding.kind} ${finding.unit_id} ${finding.lines.join()}`} className={styles.found}>
          {words(finding)}
        </li>
      ))}
    </ul>
  );
}

import { release } from '@lagesbild/analysis';
import { type Answered, SUBJECTS, type Subject } from './eligible.ts';
import { type Released, type ReleaseFile, releaseFiles } from './file.ts';
import { type Ground, keptPeriods, worldOf } from './ground.ts';
import { type Period, quarterOf, yearOf } from './period.ts';

/** Tried before each publication: few enough for nobody to wait. The tests of the gate try more. */
const TRIED = { records: 3, runs: 1 } as const;

/** What one period shows, as files. */
export function filesOf(ground: Ground, period: Period): ReleaseFile[] {
  const { area, squares, groups, demonstration } = ground;
  const shownOf = (subject: Subject): Released['shown'][Subject] => {
    const world = worldOf(ground, subject, [period]);
    if (period.kind === 'quarter')
      return {
        groups: groups[subject],
        bands: release.releasedQuarter(world, period.period).shown,
        total: null,
      };
    const { shown, total } = release.releasedYear(world, period.period);
    return { groups: [], bands: shown, total: total.told };
  };
  const shown = Object.fromEntries(SUBJECTS.map((subject) => [subject, shownOf(subject)])) as Released['shown'];
  return releaseFiles({ area, period, demonstration, squares, shown, answers: answersOf(ground, period) });
}

function answersOf({ answered, mac, area }: Ground, { kind, period, release: name }: Period): Released['answers'] {
  if (kind === 'year') return null;
  const told = (fate: Answered['fate']): number => {
    const rows = answered.filter((row) => row.fate === fate && quarterOf(row.day) === period);
    const keys = rows.map(({ record }) => release.recordKey(mac, `${area.slug}/answer/${record}`));
    const key = keys.reduce((sum, one) => BigInt.asUintN(64, sum + one), 0n);
    return release.toldFigure(rows.length, key, `${area.slug}/${fate}/${name}`, release.ANSWER_STEP, mac);
  };
  return { same_month: told('same_month'), later: told('later'), waiting: told('waiting') };
}

/** What an attacker found of one subject, with these periods published. */
export interface Attacked {
  subject: Subject;
  report: release.AttackReport;
}

/**
 * All that is kept and what is about to be, attacked: a year that nothing new belongs to was attacked when it was made.
 * @param told  parts done, of how many
 */
export function attackAll(
  ground: Ground,
  fresh: readonly Period[],
  told: (done: number, of: number) => void = () => {},
): Attacked[] {
  const years = new Set(fresh.map(({ from }) => yearOf(from)));
  const all = new Map([...keptPeriods(ground), ...fresh].map((period) => [period.release, period]));
  const periods = [...all.values()].filter(({ from }) => years.has(yearOf(from)));
  return SUBJECTS.map((subject, i) => {
    const world = worldOf(ground, subject, periods);
    const progress = (done: number, of: number): true => {
      told(i + done / of, SUBJECTS.length);
      return true;
    };
    const options = { ...TRIED, random: Math.random, progress };
    return { subject, report: release.attack(world, release.publish(world), release.GATE, options) };
  });
}

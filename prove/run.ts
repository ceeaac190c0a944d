import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Engine, Proof, ProofLine } from './proof.ts';

/**
 * `npm run prove -- NAME … [--n N] [--seconds S] [--seed S] [--engine embedded|server] [--short]`: the promises of
 * docs/reliability.md, kept or not, in one table. Each is bounded and seeded; `all` runs every one, `--short` in the form that
 * a quick look has time for. The exit code says whether all were kept.
 */
const PROOFS: Record<string, () => Promise<{ proof: Proof }>> = {
  kills: () => import('./kills.ts'), // no acknowledged write is lost when the process dies
  powercuts: () => import('./powercuts.ts'), // nor when the power goes
  fuzz: () => import('./fuzz.ts'), // whatever is sent, nothing breaks
  resend: () => import('./resend.ts'), // what is sent again is done once
  load: () => import('./load.ts'), // answered in time, and turned away in time
  diskfull: () => import('./diskfull.ts'), // no room, no writing, no files: said, and over when it is over
  restore: () => import('./restore.ts'), // what is restored is what was saved; a damaged file changes nothing
  migrate: () => import('./migrate.ts'), // a killed migration is finished, every release's rows brought up to date
  authz: () => import('./authz.ts'), // every route and every role, as the one table says
  audit: () => import('./audit.ts'), // whoever changes the log is found out
  identity: () => import('./identity.ts'), // nothing leads from a flag to its sender
  patrols: () => import('./patrols.ts'), // where patrols are stays with those who plan them
  release: () => import('./release.ts'), // nobody is found in what is published
  soak: () => import('./soak.ts'), // it doesn't grow
  sigterm: () => import('./sigterm.ts'), // a stop under load drops nothing
};

const USAGE = `npm run prove -- NAME …
  NAME             all, ${Object.keys(PROOFS).join(', ')}
  --n N            how many times, of whatever it repeats
  --seconds S      how long, where it is about time
  --seed S         of what is left to chance (191)
  --engine NAME    embedded or server; both without it
  --short          the form that a quick look has time for
  --report FILE    the table as JSON too
What each promises: docs/reliability.md`;
const { values, positionals } = options();
const ENGINES: readonly Engine[] = ['embedded', 'server'];
const engines = ENGINES.filter((engine) => values.engine === undefined || values.engine === engine);

const lines: (ProofLine & { time: string })[] = [];
for (const [name, load] of Object.entries(PROOFS)) {
  if (!positionals.includes('all') && !positionals.includes(name)) continue;
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 1000);
  console.error(`${name} …`);
  try {
    const { proof } = await load();
    const figures = values.short ? proof.short : proof.long;
    if (figures === undefined) continue;
    const reached = await proof.run({
      n: Number(values.n ?? figures.n ?? 1),
      seconds: Number(values.seconds ?? figures.seconds ?? 60),
      seed: Number(values.seed),
      engines,
      short: values.short,
    });
    lines.push(...reached.map((line, i) => ({ ...line, time: i === 0 ? `${seconds()} s` : '' })));
  } catch (error) {
    const reached = error instanceof Error ? error.message : String(error);
    console.error(error);
    lines.push({ promise: '–', what: name, reached, wanted: 'a run to the end', kept: false, time: `${seconds()} s` });
  }
}
print(lines);
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(lines));
process.exit(lines.some(({ kept }) => kept === false) ? 1 : 0);

/** What the command line says; help when it is asked for, and one sentence and the usage when it can't be meant. */
function options() {
  const refuse = (cause: string): never => {
    console.error(`${cause}\n\n${USAGE}`);
    process.exit(2);
  };
  try {
    const { values, positionals } = parseArgs({
      options: {
        n: { type: 'string' },
        seconds: { type: 'string' },
        seed: { type: 'string', default: '191' },
        engine: { type: 'string' },
        short: { type: 'boolean', default: false },
        report: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const unknown = positionals.find((name) => name !== 'all' && !Object.hasOwn(PROOFS, name));
    if (unknown !== undefined) refuse(`There is no proof called ${unknown}.`);
    if (positionals.length === 0) refuse('Name what is to be proven.');
    for (const name of ['n', 'seconds', 'seed'] as const)
      if (values[name] !== undefined && !/^[1-9]\d{0,8}$/.test(values[name]))
        refuse(`--${name} takes a whole number above 0, not ${values[name]}.`);
    if (values.engine !== undefined && !['embedded', 'server'].includes(values.engine))
      refuse(`--engine is embedded or server, not ${values.engine}.`);
    return { values, positionals };
  } catch (error) {
    return refuse((error as Error).message.split('. To specify')[0]!);
  }
}

function print(table: typeof lines): void {
  const rows = [
    ['promise', 'what', 'reached', 'wanted', '', 'time'],
    ...table.map(({ promise, what, reached, wanted, kept, time }) => {
      return [promise, what, reached, wanted, kept === null ? '–' : kept ? 'kept' : 'BROKEN', time];
    }),
  ];
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  for (const [at, row] of rows.entries()) {
    console.log(
      row
        .map((text, i) => text.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    );
    if (at === 0) console.log(widths.map((width) => '─'.repeat(width)).join('  '));
  }
}

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
  load: () => import('./load.ts'), // answered in time, and turned away in time
  diskfull: () => import('./diskfull.ts'), // no room, no writing, no files: said, and over when it is over
  restore: () => import('./restore.ts'), // what is restored is what was saved; a damaged file changes nothing
  migrate: () => import('./migrate.ts'), // a killed migration is finished, every release's rows brought up to date
  soak: () => import('./soak.ts'), // it doesn't grow
  sigterm: () => import('./sigterm.ts'), // a stop under load drops nothing
};

const { values, positionals } = parseArgs({
  options: {
    n: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: '191' },
    engine: { type: 'string' },
    short: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
  allowPositionals: true,
});
const ENGINES: readonly Engine[] = ['embedded', 'server'];
const engines = ENGINES.filter((engine) => values.engine === undefined || values.engine === engine);
const unknown = positionals.filter((name) => name !== 'all' && !Object.hasOwn(PROOFS, name));
if (positionals.length === 0 || unknown.length > 0 || engines.length === 0) {
  console.error(`Name what is to be proven: all, ${Object.keys(PROOFS).join(', ')}. --engine is embedded or server.`);
  process.exit(2);
}

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

function print(table: typeof lines): void {
  const rows = [
    ['promise', 'what', 'reached', 'wanted', '', 'time'],
    ...table.map(({ promise, what, reached, wanted, kept, time }) => {
      return [promise, what, reached, wanted, kept === null ? 'not tried' : kept ? 'kept' : 'BROKEN', time];
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

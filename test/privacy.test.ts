import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** The drafts in docs/privacy say what the product really does: what can be compared is compared. */
const root = resolve(import.meta.dirname, '..');
const privacy = join(root, 'docs/privacy');
const page = readFileSync(join(privacy, 'gallring.md'), 'utf8');

/** Every table that the migrations make and don't drop, by the words of their SQL. */
const tables = (): string[] => {
  const made = new Set<string>();
  for (const file of readdirSync(join(root, 'migrations')).sort()) {
    const sql = readFileSync(join(root, 'migrations', file), 'utf8');
    for (const [, does, name] of sql.matchAll(
      /\b(create|drop) table (?:if (?:not )?exists )?((?:staff|patrol|public_release|flag)\.\w+)/g,
    ))
      if (does === 'create') made.add(name!);
      else made.delete(name!);
  }
  return [...made].sort();
};

test('every table has its line on the page of retention, and every line is a table', () => {
  const named = [...page.matchAll(/^\| `([a-z_]+\.[a-z_]+)` \|/gm)].map((match) => match[1]!).sort();
  expect(tables().length).toBeGreaterThan(20);
  expect(named).toEqual(tables());
});

test('every draft says that it is one, and leaves open what only the municipality can know', () => {
  const drafts = readdirSync(privacy).filter((name) => name !== 'README.md');
  expect(drafts).toHaveLength(9);
  for (const name of drafts) {
    const text = readFileSync(join(privacy, name), 'utf8');
    expect(text, name).toMatch(/^# .*\(utkast\)/);
    expect(text, name).toMatch(/\n\*Utkast /);
  }
});

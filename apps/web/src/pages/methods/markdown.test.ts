import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '@lagesbild/contract';
import { describe, expect, test } from 'vitest';
import { type Block, type Line, plain, sectionsOf } from './markdown.ts';

const METHODS = readFileSync(join(import.meta.dirname, '../../../../../docs/methods.md'), 'utf8');
const under = (markdown: string): readonly Block[] => sectionsOf(`## A\n\n${markdown}`)[0]!.blocks;
const spans = (line: Line): string => line.map(({ kind, text, to }) => `${kind}:${text}${to ?? ''}`).join('|');
const said = (block: Block): string => {
  if (block.kind === 'code') return `code ${block.text}`;
  if (block.kind === 'list') return `list ${block.items.map(spans).join(' / ')}`;
  if (block.kind === 'table')
    return `table ${block.head?.map(spans).join(' ')} / ${block.rows.map((row) => row.map(spans).join(' ')).join(' / ')}`;
  return `${block.kind} ${spans(block.line)}`;
};

describe('a document taken apart', () => {
  test.each([
    ['One\ntwo.', ['paragraph text:One two.']],
    ['- a\n  goes on\n- b', ['list text:a goes on / text:b']],
    ['Before:\n- a', ['paragraph text:Before:', 'list text:a']],
    ['```r\na <- "**b**"\n\nc\n```', ['code a <- "**b**"\n\nc']],
    ['*Formula* (`a*b*c`), **all**', ['paragraph em:Formula|text: (|code:a*b*c|text:), |strong:all']],
    ['z = a * b * c and Gi* or PEI*', ['paragraph text:z = a * b * c and Gi* or PEI*']],
    ['[here](#gi) [there](x.md)', ['paragraph link:here#gi|text: |text:there']],
    ['<script>alert(1)</script>', ['paragraph text:<script>alert(1)</script>']],
    ['### B', ['heading text:B']],
    ['| a | b |\n|---|---|\n| 1 | `x` |', ['table text:a text:b / text:1 code:x']],
  ])('%j is %j', (markdown, blocks) => expect(under(markdown).map(said)).toEqual(blocks));
});

test('the methods lose no section and no words', () => {
  const sections = sectionsOf(METHODS);
  expect(sections.length).toBe([...METHODS.matchAll(/^## /gm)].length);
  expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
  const words = (text: string): string[] => text.match(/\p{L}{3,}/gu) ?? [];
  const shown = sections.map(({ title, blocks }) => `${plain(title)} ${blocks.map(said).join(' ')}`).join(' ');
  const missing = new Map<string, number>();
  const counted = METHODS.slice(METHODS.indexOf('\n## ')).replace(/\]\([^)]*\)|```r$/gm, ']');
  for (const word of words(counted)) missing.set(word, (missing.get(word) ?? 0) + 1);
  for (const word of words(shown)) missing.set(word, (missing.get(word) ?? 0) - 1);
  expect([...missing].filter(([, left]) => left > 0)).toEqual([]);
});

test.each(LANGUAGES)('every method is summed up in %s, and nothing that isn’t one', (language) => {
  const file = join(import.meta.dirname, `../../text/${language}/methods.json`);
  const told = Object.keys(JSON.parse(readFileSync(file, 'utf8'))).filter((key) => !key.startsWith('page.'));
  const parts = ['title', 'question', 'says', 'doubt'];
  expect(told.sort()).toEqual(
    sectionsOf(METHODS)
      .flatMap(({ id }) => parts.map((part) => `${id}.${part}`))
      .sort(),
  );
});

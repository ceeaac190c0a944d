import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { htmlOf } from './markdown.ts';
import { methodPage } from './method-page.ts';

const METHODS = readFileSync(resolve(import.meta.dirname, '../../../../docs/methods.md'), 'utf8');

describe('a document as HTML', () => {
  const of = (markdown: string) => htmlOf(markdown).html;
  test.each([
    ['# Gi* & co', '<h1 id="gi-co">Gi* &#38; co</h1>'],
    ['One\ntwo.', '<p>One two.</p>'],
    ['- a\n  goes on\n- b', '<ul><li>a goes on</li><li>b</li></ul>'],
    ['Before:\n- a', '<p>Before:</p>\n<ul><li>a</li></ul>'],
    ['```r\na <- "**b**"\n\nc\n```', '<pre><code>a &#60;- &#34;**b**&#34;\n\nc</code></pre>'],
    ['*Formula* (`a*b*c`), **all**', '<p><em>Formula</em> (<code>a*b*c</code>), <strong>all</strong></p>'],
    ['z = a * b * c and Gi* or PEI*', '<p>z = a * b * c and Gi* or PEI*</p>'],
    ['[here](#gi) [there](x.md)', '<p><a href="#gi">here</a> there</p>'],
    ['<script>alert(1)</script>', '<p>&#60;script&#62;alert(1)&#60;/script&#62;</p>'],
    [
      '| a | b |\n|---|---|\n| 1 | `x` |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td><code>x</code></td></tr></tbody></table>',
    ],
  ])('%j is %j', (markdown, html) => expect(of(markdown)).toBe(html));
});

test('the page of methods has every section once, a way to each, and loses no words', () => {
  const page = methodPage(METHODS, 'Lägesbild');
  const ids = [...page.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.length).toBe([...METHODS.matchAll(/^## /gm)].length);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(page).toContain(`<a href="#${id}">`);
  expect(page).not.toMatch(/<script|style="|\n#|\|---|```|\n- /);
  const words = (text: string): string[] => text.match(/\p{L}{3,}/gu) ?? [];
  const shown = page
    .slice(page.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  const missing = new Map<string, number>();
  for (const word of words(METHODS.replace(/\]\([^)]*\)/g, ']'))) missing.set(word, (missing.get(word) ?? 0) + 1);
  for (const word of words(shown)) missing.set(word, (missing.get(word) ?? 0) - 1);
  expect([...missing].filter(([, left]) => left > 0).map(([word]) => word)).toEqual(['```r'].flatMap(words));
});

test('the sections that the page links to are there', () => {
  for (const section of ['hot-spots-gi-gi-and-g', 'emerging-hot-spots', 'near-repeats', 'two-counts-compared'])
    expect(methodPage(METHODS, '')).toContain(`id="${section}"`);
});

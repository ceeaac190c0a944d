import { createHash } from 'node:crypto';
import type { Language } from '@lagesbild/contract';
import { sentence } from '../sentence.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** The tokens of apps/web/src/theme that a page of three lines needs, in the fonts that are there already. */
const LOOK = `:root{color-scheme:light;--paper:#faf8f4;--ink:#20242a;--soft:#5a616b;--accent:#0a5a6a}
@media(prefers-color-scheme:dark){:root{color-scheme:dark;--paper:#14171b;--ink:#eceae5;--soft:#a5abb4;--accent:#7cc4d2}}
body{margin:0;min-height:100vh;display:grid;place-content:center;padding:1rem;background:var(--paper);color:var(--ink);font:400 .9375rem/1.5 system-ui,sans-serif}
main{max-width:34rem}h1{margin:0 0 .5rem;font-size:1.25rem;font-weight:600}p{margin:0 0 1rem;color:var(--soft);overflow-wrap:anywhere}a{color:var(--accent)}`;

/** It loads nothing and runs nothing: the one style sheet is known by its hash. */
export const PLAIN_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(LOOK).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';');

/** A page for what isn't there, for people: no script, nothing to load. To be sent with `PLAIN_POLICY`. */
export function plainPage(language: Language, status: number, detail: string): string {
  const title = escaped(sentence(language, `title_${status}`));
  const home = escaped(sentence(language, 'to_first_page'));
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Lägesbild</title><style>${LOOK}</style></head>
<body><main><h1>${title}</h1><p>${escaped(detail)}</p><p><a href="/">${home}</a></p></main></body>
</html>
`;
}

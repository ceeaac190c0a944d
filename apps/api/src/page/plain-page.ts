import type { Language } from '@lagesbild/contract';
import { sentence } from '../sentence.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** A page for what isn't there, for people: no script, no style sheet, nothing to load. */
export function plainPage(language: Language, status: number, detail: string): string {
  const title = escaped(sentence(language, `title_${status}`));
  const home = escaped(sentence(language, 'to_first_page'));
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title} – Lägesbild</title></head>
<body><main><h1>${title}</h1><p>${escaped(detail)}</p><p><a href="/">${home}</a></p></main></body>
</html>
`;
}

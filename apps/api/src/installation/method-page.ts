import { escaped } from './api-page.ts';
import { htmlOf } from './markdown.ts';

/** docs/methods.md as a page to read beside the program: no script, nothing from elsewhere, a link to each section. */
export function methodPage(markdown: string, title: string): string {
  const { html, headings } = htmlOf(markdown);
  const sections = headings.filter(({ level }) => level === 2);
  const index = sections.map((section) => `<li><a href="#${section.id}">${section.html}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Methods – ${escaped(title)}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/api/docs/page.css"></head>
<body>
<nav aria-label="Methods"><p><a href="/">${escaped(title)}</a></p><ul><li><ul>${index.join('')}</ul></li></ul></nav>
<main class="read">
${html}
</main></body></html>
`;
}

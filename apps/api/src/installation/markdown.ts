import { escaped } from './api-page.ts';

/** A heading of a page, and where it is. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly html: string;
}

/**
 * Our own documents as HTML: headings, paragraphs, lists, tables and blocks of code; code, emphasis and links within them. Everything
 * else is text. Links to other documents lead nowhere here and are told by their words alone.
 */
export function htmlOf(markdown: string): { readonly html: string; readonly headings: readonly Heading[] } {
  const headings: Heading[] = [];
  const html = blocksOf(markdown).map((lines) => {
    const [first = ''] = lines;
    const title = /^(#{1,4}) (.*)$/.exec(first);
    if (title !== null) {
      const heading = { level: title[1]!.length, id: idOf(title[2]!), html: inline(title[2]!) };
      headings.push(heading);
      return `<h${heading.level} id="${heading.id}">${heading.html}</h${heading.level}>`;
    }
    if (first.startsWith('```')) return `<pre><code>${escaped(lines.slice(1, -1).join('\n'))}</code></pre>`;
    if (first.startsWith('|')) return tableOf(lines);
    if (!first.startsWith('- ')) return `<p>${inline(lines.join(' '))}</p>`;
    const items = lines.join('\n').slice(2).split('\n- ');
    return `<ul>${items.map((item) => `<li>${inline(item.replace(/\n\s*/g, ' '))}</li>`).join('')}</ul>`;
  });
  return { html: html.join('\n'), headings };
}

/** As links to a heading name it: lower case, words joined by hyphens, nothing else. */
export const idOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .trim()
    .replace(/ +/g, '-');

/** Lines that belong together: a heading, a block of code, a table, a list, or a paragraph. */
function blocksOf(markdown: string): string[][] {
  const blocks: string[][] = [];
  let block: string[] = [];
  let code = false;
  const end = (): void => {
    if (block.length > 0) blocks.push(block);
    block = [];
  };
  const kind = (line: string): string => (/^(- |\||#|```)/.exec(line)?.[1] ?? 'text').trim();
  for (const line of markdown.split('\n')) {
    if (code) {
      block.push(line);
      if (line.startsWith('```')) {
        code = false;
        end();
      }
      continue;
    }
    const [before, now] = [kind(block[0] ?? ''), kind(line)];
    const goesOn = now === 'text' ? before !== '|' && before !== '#' : now === before && now !== '#';
    if (line.trim() === '' || (block.length > 0 && !goesOn)) end();
    if (line.trim() !== '') block.push(line);
    code = now === '```';
  }
  end();
  return blocks;
}

function tableOf(lines: readonly string[]): string {
  const cellsOf = (line: string): string[] =>
    line
      .replace(/^\||\|\s*$/g, '')
      .split('|')
      .map((cell) => inline(cell.trim()));
  const row = (line: string, tag: 'th' | 'td'): string =>
    `<tr>${cellsOf(line)
      .map((cell) => `<${tag}>${cell}</${tag}>`)
      .join('')}</tr>`;
  const [head = '', , ...rest] = lines;
  const named = cellsOf(head).some((cell) => cell !== '');
  const body = rest.map((line) => row(line, 'td')).join('');
  return `<table>${named ? `<thead>${row(head, 'th')}</thead>` : ''}<tbody>${body}</tbody></table>`;
}

/** Code first: what stands in it is nothing else. */
const inline = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? `<code>${escaped(part.slice(1, -1))}</code>` : marked(escaped(part))))
    .join('');

const marked = (text: string): string =>
  text
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, words: string, to: string) =>
      to.startsWith('#') ? `<a href="${to}">${words}</a>` : words,
    )
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(?<![\w*])\*(?=\S)([^*]*[^\s*])\*(?![\w*])/g, '<em>$1</em>');

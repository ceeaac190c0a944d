/** A run of words within a line, and how it stands out. */
export interface Span {
  readonly kind: 'text' | 'code' | 'strong' | 'em' | 'link';
  readonly text: string;
  /** of a link within the document */
  readonly to?: string;
}
export type Line = readonly Span[];

export type Block =
  | { readonly kind: 'paragraph'; readonly line: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'heading'; readonly line: Line }
  | { readonly kind: 'table'; readonly head: readonly Line[] | null; readonly rows: readonly (readonly Line[])[] };

/** What stands under one heading of the second level. */
export interface Section {
  readonly id: string;
  readonly title: Line;
  readonly blocks: readonly Block[];
}

/**
 * Our own documents, taken apart: sections of headings, paragraphs, lists, tables and blocks of code; code, emphasis and links
 * within them. Everything else is text. Links to other documents lead nowhere here and are told by their words alone.
 */
export function sectionsOf(markdown: string): Section[] {
  const sections: { id: string; title: Line; blocks: Block[] }[] = [];
  for (const lines of linesTogether(markdown)) {
    const title = /^(#{1,4}) (.*)$/.exec(lines[0] ?? '');
    if (title?.[1] === '##') sections.push({ id: idOf(title[2]!), title: lineOf(title[2]!), blocks: [] });
    else sections.at(-1)?.blocks.push(blockOf(lines, title?.[2]));
  }
  return sections;
}

/** As links to a heading name it: lower case, words joined by hyphens, nothing else. */
export const idOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .trim()
    .replace(/ +/g, '-');

export const plain = (line: Line): string => line.map(({ text }) => text).join('');

function blockOf(lines: readonly string[], heading: string | undefined): Block {
  const [first = ''] = lines;
  if (heading !== undefined) return { kind: 'heading', line: lineOf(heading) };
  if (first.startsWith('```')) return { kind: 'code', text: lines.slice(1, -1).join('\n') };
  if (first.startsWith('|')) return tableOf(lines);
  if (!first.startsWith('- ')) return { kind: 'paragraph', line: lineOf(lines.join(' ')) };
  const items = lines.join('\n').slice(2).split('\n- ');
  return { kind: 'list', items: items.map((item) => lineOf(item.replace(/\n\s*/g, ' '))) };
}

/** Lines that belong together: a heading, a block of code, a table, a list, or a paragraph. */
function linesTogether(markdown: string): string[][] {
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

function tableOf(lines: readonly string[]): Block {
  const cellsOf = (line: string): Line[] =>
    line
      .replace(/^\||\|\s*$/g, '')
      .split('|')
      .map((cell) => lineOf(cell.trim()));
  const [head = '', , ...rest] = lines;
  const named = cellsOf(head);
  return { kind: 'table', head: named.some((cell) => cell.length > 0) ? named : null, rows: rest.map(cellsOf) };
}

/** Code, links, strong, emphasis; a star between figures is a star. */
const MARKS = /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*|(?<![\w*])\*(?=\S)([^*]*[^\s*])\*(?![\w*])/g;

function lineOf(text: string): Line {
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(MARKS)) {
    if (match.index > at) spans.push({ kind: 'text', text: text.slice(at, match.index) });
    at = match.index + match[0].length;
    const [, code, words, to, strong, em] = match;
    if (code !== undefined) spans.push({ kind: 'code', text: code });
    else if (strong !== undefined) spans.push({ kind: 'strong', text: strong });
    else if (em !== undefined) spans.push({ kind: 'em', text: em });
    else if (to!.startsWith('#')) spans.push({ kind: 'link', text: words!, to: to! });
    else spans.push({ kind: 'text', text: words! });
  }
  if (at < text.length) spans.push({ kind: 'text', text: text.slice(at) });
  return spans;
}

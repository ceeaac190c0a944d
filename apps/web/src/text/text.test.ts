import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '@lagesbild/contract';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '..');
const NAMESPACES = readdirSync(join(import.meta.dirname, 'sv')).map((file) => file.replace(/\.json$/, ''));
const PLURAL = /_(zero|one|two|few|many|other)$/;

const sentences = (language: string, namespace: string): Record<string, string> =>
  JSON.parse(readFileSync(join(import.meta.dirname, language, `${namespace}.json`), 'utf8'));
const stems = (entries: Record<string, string>): string[] =>
  [...new Set(Object.keys(entries).map((key) => key.replace(PLURAL, '')))].sort();
const slots = (sentence: string): string => [...new Set(sentence.match(/\{\{\s*\w+/g) ?? [])].sort().join();

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? files(join(folder, entry.name))
      : /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)
        ? [join(folder, entry.name)]
        : [],
  );
const SOURCES = files(SOURCE).map((path) => ({
  path: path.slice(SOURCE.length + 1),
  text: readFileSync(path, 'utf8'),
}));

type Node = { type: string; [field: string]: unknown };
function* nodes(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodes(item);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && typeof value.type === 'string') yield value as Node;
    for (const inner of Object.values(value)) yield* nodes(inner);
  }
}
const parsed = SOURCES.map(({ path, text }) => ({
  path,
  nodes: [...nodes(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }))],
}));

describe.each(NAMESPACES)('the sentences of %s', (namespace) => {
  const swedish = sentences('sv', namespace);

  it('are there in every language', () => {
    for (const language of LANGUAGES) expect(stems(sentences(language, namespace)), language).toEqual(stems(swedish));
  });

  it('have every plural form their language needs, and no other', () => {
    for (const language of LANGUAGES) {
      const entries = sentences(language, namespace);
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const plural = new Set(
        Object.keys(entries)
          .filter((key) => PLURAL.test(key))
          .map((key) => key.replace(PLURAL, '')),
      );
      for (const stem of plural) {
        const forms = Object.keys(entries).filter((key) => key.replace(PLURAL, '') === stem);
        expect(forms.sort(), `${language} ${stem}`).toEqual(needed.map((form) => `${stem}_${form}`).sort());
      }
    }
  });

  it('say something, with the same slots as in Swedish', () => {
    for (const language of LANGUAGES) {
      const entries = sentences(language, namespace);
      for (const [key, sentence] of Object.entries(entries)) {
        expect(sentence.trim(), `${language} ${key}`).not.toBe('');
        const stem = key.replace(PLURAL, '');
        const model = swedish[stem] ?? swedish[`${stem}_other`] ?? '';
        // "one" and "two" are words in Arabic: a plural form may leave its number out, but nothing else.
        const missing = slots(model)
          .split(',')
          .filter((slot) => slot !== '' && !slots(sentence).split(',').includes(slot));
        const allowed = PLURAL.test(key) ? missing.filter((slot) => slot !== '{{n' && slot !== '{{count') : missing;
        expect(allowed, `${language} ${key}`).toEqual([]);
        const extra = slots(sentence)
          .split(',')
          .filter((slot) => slot !== '' && !slots(model).split(',').includes(slot));
        expect(extra, `${language} ${key}`).toEqual([]);
      }
    }
  });
});

describe('the interface', () => {
  it('asks only for sentences that exist', () => {
    const known = new Set(NAMESPACES.flatMap((namespace) => stems(sentences('sv', namespace))));
    const missing: string[] = [];
    for (const { path, nodes: all } of parsed)
      for (const node of all) {
        if (node.type !== 'CallExpression' || (node.callee as Node).name !== 't') continue;
        const [key] = node.arguments as Node[];
        const literals =
          key === undefined
            ? []
            : [...nodes(key)].filter(({ type, value }) => type === 'Literal' && typeof value === 'string');
        for (const { value } of literals) {
          const text = String(value).replace(/^\w+:/, '');
          // A comparison inside the key's expression is not a key.
          if (text.includes('.') && !known.has(text)) missing.push(`${path}: ${text}`);
        }
        if (key?.type === 'TemplateLiteral') {
          const start = String(
            ((key.quasis as Node[])[0]?.value as { cooked?: string } | undefined)?.cooked ?? '',
          ).replace(/^\w+:/, '');
          if (start !== '' && ![...known].some((stem) => stem.startsWith(start))) missing.push(`${path}: ${start}…`);
        }
      }
    expect(missing).toEqual([]);
  });

  it('asks for every sentence that exists', () => {
    // Methods are shown by the headings of their page, and reasons by the codes of a flag's form.
    const named = new Set<string>();
    const shapes: [head: string, tail: string][] = [];
    for (const { nodes: all } of parsed)
      for (const node of all) {
        if (node.type === 'Literal' && typeof node.value === 'string') named.add(node.value.replace(/^\w+:/, ''));
        if (node.type !== 'TemplateLiteral') continue;
        const parts = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
        shapes.push([parts[0]!.replace(/^\w+:/, ''), parts.at(-1)!]);
      }
    const isAsked = (key: string): boolean =>
      named.has(key) ||
      shapes.some(
        ([head, tail]) => head + tail !== '' && key.startsWith(head) && key.slice(head.length).endsWith(tail),
      );
    const others = NAMESPACES.filter((namespace) => namespace !== 'methods');
    const keys = others.flatMap((namespace) => stems(sentences('sv', namespace)));
    expect(keys).toContain('rail.map');
    expect(keys.filter((key) => !isAsked(key) && !key.startsWith('why_not.'))).toEqual([]);
  });

  it('has no words of its own in the components', () => {
    const SPOKEN = new Set([
      'aria-label',
      'title',
      'placeholder',
      'alt',
      'label',
      'aria-description',
      'aria-valuetext',
    ]);
    const words = /\p{L}{2,}/u;
    const found: string[] = [];
    for (const { path, nodes: all } of parsed.filter(({ path }) => path.endsWith('.tsx')))
      for (const node of all) {
        if (node.type === 'JSXText' && words.test(String(node.value)))
          found.push(`${path}: ${String(node.value).trim()}`);
        if (node.type === 'JSXAttribute') {
          const value = node.value as Node | null;
          const name = String((node.name as Node).name);
          if (SPOKEN.has(name) && value?.type === 'Literal' && words.test(String(value.value)))
            found.push(`${path}: ${name}=${String(value.value)}`);
        }
      }
    // Names of file formats and paper sizes are the same in every language.
    expect(found.filter((text) => !/: (PNG|CSV|JSON)$/.test(text))).toEqual([]);
  });

  it('keeps to the words of the lists', () => {
    const banned: Record<string, RegExp> = {
      sv: /hot ?spot|farlig[at]? (område|plats)|tipsa|patrullzon|tystnadslager|!/i,
      en: /dangerous (area|place)|!/i,
      ar: /بؤرة|!|！/,
    };
    for (const language of LANGUAGES)
      for (const namespace of NAMESPACES)
        for (const [key, sentence] of Object.entries(sentences(language, namespace)))
          expect(banned[language]!.test(sentence), `${language} ${key}: ${sentence}`).toBe(false);
  });
});

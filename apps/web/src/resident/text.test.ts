import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ResidentLanguage } from '@lagesbild/contract';
import { describe, expect, it } from 'vitest';
import { SHIPPED } from './languages.ts';

const FOLDER = join(import.meta.dirname, 'text');
const PLURAL = /_(zero|one|two|few|many|other)$/;
const read = (language: string): ResidentLanguage =>
  ResidentLanguage.parse(JSON.parse(readFileSync(join(FOLDER, `${language}.json`), 'utf8')));
const SWEDISH = read('sv').text;
/** Sentences that count something, by the forms Swedish has of them. */
const COUNTED = Object.keys(SWEDISH).flatMap((key) => (key.endsWith('_one') ? key.slice(0, -'_one'.length) : []));
const stemOf = (key: string): string => {
  const stem = key.replace(PLURAL, '');
  return COUNTED.includes(stem) ? stem : key;
};
const stems = (text: Readonly<Record<string, string>>): string[] => [...new Set(Object.keys(text).map(stemOf))].sort();
const slots = (sentence: string): string[] => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();

/** Words that the product doesn't say to residents, with what it says instead in docs/glossary.md. */
const BANNED: Record<string, RegExp> = {
  sv: /\b(tipsa|anmäl|anmäla|rapportera|flagga)\b|hot ?spot|farlig[at]? (område|plats)|obefogad|!/i,
  en: /\b(report (it|this|a)|tip us|flag)\b|hot ?spot|dangerous (area|place)|!/i,
  ar: /بلاغ|إبلاغ|ابلاغ|أبلغ|تبليغ|بؤرة|!|！/,
};

it('every file is listed by its own name and direction, and every listed language has its file', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));
  expect(SHIPPED.map(({ language }) => language).sort()).toEqual(files.sort());
  for (const { language, name, dir } of SHIPPED) expect(read(language)).toMatchObject({ language, name, dir });
});

describe.each(SHIPPED.map(({ language }) => language))('the sentences in %s', (language) => {
  const { text } = read(language);

  it('are those of Swedish, none missing and none more', () => {
    expect(stems(text)).toEqual(stems(SWEDISH));
  });

  it('have every plural form of their language, and no other', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    expect(COUNTED.length).toBeGreaterThan(3);
    for (const stem of COUNTED) {
      const forms = Object.keys(text).filter((key) => stemOf(key) === stem);
      expect(forms.sort(), stem).toEqual(needed.map((form) => `${stem}_${form}`).sort());
    }
  });

  it('say something, with the slots that Swedish has', () => {
    for (const [key, sentence] of Object.entries(text)) {
      expect(sentence.trim(), key).toBe(sentence);
      expect(sentence, key).not.toBe('');
      const stem = stemOf(key);
      const model = slots(SWEDISH[stem] ?? SWEDISH[`${stem}_other`]!);
      // One, two and none are words in some languages: such a form may leave its number out, and nothing else.
      const wanted = stem === key || slots(sentence).includes('{n}') ? model : model.filter((slot) => slot !== '{n}');
      expect(slots(sentence), key).toEqual(wanted);
    }
  });

  it('keep to the words of the product', () => {
    const banned = BANNED[language] ?? /!/;
    for (const [key, sentence] of Object.entries(text)) expect(sentence, key).not.toMatch(banned);
  });
});

it('every sentence is said somewhere', () => {
  const source = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$/.test(name))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n');
  const unsaid = stems(SWEDISH).filter((stem) => {
    const starts = [...stem.matchAll(/[._]/g)].map(({ index }) => stem.slice(0, index + 1));
    return !source.includes(`'${stem}'`) && !starts.some((start) => source.includes(`\`${start}\${`));
  });
  const shipped = /^(reason|help|why_not)\./; // asked for by the codes of the area's choices
  expect(unsaid.filter((stem) => !shipped.test(stem))).toEqual([]);
});

import { BASIS_FIELDS, type GovernedSource, type LawfulBasis } from '@lagesbild/contract';
import { COMMAND } from '../audit/entry.ts';
import { type Command, readOptions } from '../command.ts';
import { findMunicipality } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { listGoverned, recordBasis } from './governed.ts';
import { missingCode } from './sentences.ts';

export const SOURCE_USAGE = `lagesbild source AREA
lagesbild source basis AREA SOURCE [--legal-basis TEXT] [--controller TEXT] [--secrecy-ground TEXT] [--reference TEXT]`;

const OPTIONS = {
  'legal-basis': { type: 'string' },
  controller: { type: 'string' },
  'secrecy-ground': { type: 'string' },
  reference: { type: 'string' },
} as const;
const TEXT_MAX = 1000;

/**
 * `source …`: every source with what is recorded of its lawful basis; or records it, field by field. What isn't given stays, an empty text takes
 * a field away.
 */
export const sourceCommand: Command = async (database, args, print, { language }) => {
  const { values, positionals } = readOptions(args, OPTIONS, { words: true });
  const isBasis = positionals[0] === 'basis';
  const [slug, source, ...more] = isBasis ? positionals.slice(1) : positionals;
  if (slug === undefined || more.length > 0 || isBasis !== (source !== undefined)) {
    print(SOURCE_USAGE);
    return 2;
  }
  const area = await findMunicipality(database.knex, slug);
  const sources = await listGoverned(database.knex, area.municipality_id);
  const told = (one: GovernedSource): void => {
    const lacking = BASIS_FIELDS.filter((field) => !one.basis?.[field]);
    const code = lacking.length === 0 ? 'source_told_whole' : 'source_told_lacking';
    const missing = lacking.length === 0 ? '' : { say: missingCode(lacking) };
    const shown = { say: one.enabled ? 'source_told_shown' : 'source_told_hidden' };
    print(sentence(language, code, { slug: one.slug, name: one.name, shown, missing }));
  };
  if (source === undefined) {
    if (sources.length === 0) print(sentence(language, 'source_told_none', { slug }));
    sources.forEach(told);
    return 0;
  }
  const found = sources.find((one) => one.slug === source);
  if (found === undefined) throw new ProblemError('source_unknown', { id: source, slug });
  const given: Partial<LawfulBasis> = {
    legal_basis: values['legal-basis'],
    controller: values.controller,
    secrecy_ground: values['secrecy-ground'],
    reference: values.reference,
  };
  const before = found.basis ?? { legal_basis: '', controller: '', secrecy_ground: '', reference: '' };
  const fields = [...BASIS_FIELDS, 'reference'] as const;
  const basis = Object.fromEntries(
    fields.map((field) => [field, textOf(given[field] ?? before[field])]),
  ) as unknown as LawfulBasis;
  told(await recordBasis(database, area, found.source_id, basis, COMMAND));
  return 0;
};

function textOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length > TEXT_MAX) throw new ProblemError('source_text_long', { n: trimmed.length, max: TEXT_MAX });
  return trimmed;
}

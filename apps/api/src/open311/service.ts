import { type Feeling, FLAG_DAYS, FLAG_TIMES, type FlagChoice, type Language, type Names } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { z } from 'zod';
import { type Choices, readChoices } from '../flag/choice.ts';
import { sentence, textOf } from '../sentence.ts';
import type { Listed } from './answer.ts';
import type { Attribute } from './form-body.ts';
import type { XmlValue } from './xml.ts';

export const Service = z.object({
  service_code: z.string(),
  service_name: z.string(),
  description: z.string(),
  metadata: z.boolean().describe('true: it has attributes'),
  type: z.literal('realtime'),
  keywords: z.string(),
  group: z.string(),
});
type Service = z.infer<typeof Service>;

const nameIn = (language: Language, names: Names): string => names[language] ?? names.sv;

/** A choice in words: the municipality's own, or those that the product ships. */
export function choiceIn(language: Language, { code, names }: FlagChoice): string {
  if (names !== null) return nameIn(language, names);
  const shipped = `open311_choice_${code}`;
  return textOf(language, shipped) === '' ? code : sentence(language, shipped);
}

const GROUPS = 'select publication_group, names from flag.publication_group where municipality_id = :municipality_id';

/** The reasons that a flag can have, each as a service. */
export async function readServices(trx: Knex, municipality_id: number, language: Language): Promise<Listed> {
  const { reasons } = await readChoices(trx, municipality_id);
  const { rows } = await trx.raw<{ rows: { publication_group: number; names: Names }[] }>(GROUPS, { municipality_id });
  const groups = new Map(rows.map((row) => [row.publication_group, nameIn(language, row.names)]));
  const service = (reason: Choices['reasons'][number]): Service => ({
    service_code: reason.code,
    service_name: choiceIn(language, reason),
    description: sentence(language, serviceOf(reason.feeling)),
    metadata: true,
    type: 'realtime',
    keywords: reason.feeling,
    group: groups.get(reason.publication_group) ?? '',
  });
  return { root: 'services', each: 'service', rows: reasons.map(service) };
}

const serviceOf = (feeling: Feeling): string => `open311_service_${feeling}`;

const Value = z.object({ key: z.string(), name: z.string() });
export const ServiceDefinition = z.object({
  service_code: z.string(),
  attributes: z.array(
    z.object({
      variable: z.boolean(),
      code: z.string(),
      datatype: z.enum(['singlevaluelist', 'multivaluelist']),
      required: z.boolean(),
      datatype_description: z.string().nullable(),
      order: z.number().int().describe('its place among the questions'),
      description: z.string(),
      values: z.array(Value),
    }),
  ),
});
type ServiceDefinition = z.infer<typeof ServiceDefinition>;

/** The keys that each attribute takes. */
export const keysOf = ({ helps }: Pick<Choices, 'helps'>): Record<Attribute, readonly string[]> => ({
  times: FLAG_TIMES,
  days: FLAG_DAYS,
  often: ['once', 'often'],
  strength: ['1', '2', '3'],
  helps: helps.map(({ code }) => code),
});

/** What a service asks beside the place. None has to be answered: those who know only the place can tell of it. */
export function definitionOf(service_code: string, choices: Choices, language: Language): ServiceDefinition {
  const keys = keysOf(choices);
  const wordOf: Record<Attribute, (key: string) => string> = {
    times: (key) => sentence(language, `open311_${key}`),
    days: (key) => sentence(language, `open311_${key}`),
    often: (key) => sentence(language, key === 'once' ? 'open311_once' : 'open311_several'),
    strength: (key) => sentence(language, `open311_strength_${key}`),
    helps: (key) => choiceIn(language, choices.helps.find(({ code }) => code === key)!),
  };
  const attributes = (Object.keys(keys) as Attribute[]).map((code, i) => ({
    variable: true,
    code,
    datatype: code === 'times' || code === 'helps' ? ('multivaluelist' as const) : ('singlevaluelist' as const),
    required: false,
    datatype_description: null,
    order: i + 1,
    description: sentence(language, `open311_${code}`),
    values: keys[code].map((key) => ({ key, name: wordOf[code](key) })),
  }));
  return { service_code, attributes };
}

/** The same as XML nests it. */
export const definitionInXml = ({ service_code, attributes }: ServiceDefinition): XmlValue => ({
  service_code,
  attributes: { attribute: attributes.map(({ values, ...rest }) => ({ ...rest, values: { value: values } })) },
});

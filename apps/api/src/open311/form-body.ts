import { z } from 'zod';
import { ProblemError } from '../errors.ts';

/** What is read of a request that is sent. */
const FIELDS = ['jurisdiction_id', 'service_code', 'lat', 'long'] as const;
/** What a service asks beside the place; sent as `attribute[times]`, several times or with `[]` for several values. */
const ATTRIBUTES = ['times', 'days', 'often', 'strength', 'helps'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

const text = (what: string) => z.string().max(200).describe(what);
const Values = z.array(z.string().max(60)).max(20);

export const SentRequest = z.object({
  jurisdiction_id: text('short name of the area; may be missing where there is one').optional(),
  service_code: text('of the list of services'),
  lat: text('degrees, WGS 84'),
  long: text('degrees, WGS 84'),
  'attribute[times]': Values.optional().describe('morning, day, evening, night; missing: all of them'),
  'attribute[days]': Values.optional().describe('weekday, weekend or both; missing: both'),
  'attribute[often]': Values.optional().describe('once or often'),
  'attribute[strength]': Values.optional().describe('1, 2 or 3'),
  'attribute[helps]': Values.optional().describe('what would help'),
});
export type SentRequest = z.infer<typeof SentRequest>;

/**
 * Reads a form. Who sends, and what they write in their own words, is dropped here, before anything else sees the request: name, e-mail,
 * telephone, account, device, description, address and picture have no place to go to.
 *
 * @throws {ProblemError} open311_twice
 */
export function readForm(body: string): Record<string, string | string[]> {
  const sent = new URLSearchParams(body);
  const read: Record<string, string | string[]> = {};
  for (const name of FIELDS) {
    const values = sent.getAll(name);
    if (values.length > 1) throw new ProblemError('open311_twice', { name });
    if (values[0] !== undefined) read[name] = values[0];
  }
  for (const attribute of ATTRIBUTES) {
    const name = `attribute[${attribute}]`;
    const values = [...sent.getAll(name), ...sent.getAll(`${name}[]`)].filter((value) => value !== '');
    if (values.length > 0) read[name] = values;
  }
  return read;
}

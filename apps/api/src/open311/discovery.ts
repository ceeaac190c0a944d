import type { Language } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { sentence } from '../sentence.ts';
import { FORMATS } from './answer.ts';
import type { XmlValue } from './xml.ts';

const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2';
/** When what these routes answer last changed its form. */
const CHANGESET = '2026-11-26T00:00:00+01:00';

const Endpoint = z.object({
  specification: z.string(),
  url: z.string(),
  changeset: z.string(),
  type: z.enum(['production', 'test']),
  formats: z.array(z.string()),
});
export const Discovery = z.object({
  changeset: z.string(),
  contact: z.string(),
  key_service: z.string(),
  endpoints: z.array(Endpoint),
});

/** Where we are, as those reach us who ask. */
export function discoveryOf(
  { public_url, production }: Pick<Config, 'public_url' | 'production'>,
  { headers }: Pick<FastifyRequest, 'headers'>,
  language: Language,
): { json: z.infer<typeof Discovery>; content: XmlValue } {
  const origin = public_url ?? `http://${headers.host}`;
  const head = {
    changeset: CHANGESET,
    contact: sentence(language, 'open311_contact', { address: origin }),
    key_service: sentence(language, 'open311_no_key'),
  };
  const endpoint = {
    specification: SPECIFICATION,
    url: `${origin}/open311/v2`,
    changeset: CHANGESET,
    type: production ? ('production' as const) : ('test' as const),
  };
  const formats = FORMATS.map((format) => (format === 'xml' ? 'text/xml' : 'application/json'));
  return {
    json: { ...head, endpoints: [{ ...endpoint, formats }] },
    content: { ...head, endpoints: { endpoint: { ...endpoint, formats: { format: formats } } } },
  };
}

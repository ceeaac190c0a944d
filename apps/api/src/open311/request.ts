import { FLAG_CELL_M, FLAG_DAYS, FLAG_TIMES, type Language, type NewFlag, type ReceiptTold } from '@lagesbild/contract';
import proj4 from 'proj4';
import { z } from 'zod';
import { ProblemError } from '../errors.ts';
import type { FlagArea } from '../flag/area.ts';
import type { Choices } from '../flag/choice.ts';
import { sentence } from '../sentence.ts';
import type { Attribute, SentRequest } from './form-body.ts';
import { choiceIn, keysOf } from './service.ts';

/** What is given out of a request: no coordinates, and no time finer than a month. */
export const ServiceRequest = z.object({
  service_request_id: z.string(),
  status: z.enum(['open', 'closed']),
  status_notes: z.string(),
  service_name: z.string(),
  service_code: z.string(),
  description: z.null(),
  agency_responsible: z.string(),
  service_notice: z.string(),
  requested_datetime: z.null(),
  updated_datetime: z.null(),
  expected_datetime: z.null(),
  address: z.string().describe('the named place, or the area'),
  address_id: z.null(),
  zipcode: z.null(),
  lat: z.null(),
  long: z.null(),
  media_url: z.null(),
});
export type ServiceRequest = z.infer<typeof ServiceRequest>;

/** What is said of no request, whatever it tells of. */
export const NOT_TOLD = {
  ...{ description: null, requested_datetime: null, updated_datetime: null, expected_datetime: null },
  ...{ address_id: null, zipcode: null, lat: null, long: null, media_url: null },
} as const;

/**
 * The cell of 100 m that a point lies in; the point goes no further than here.
 * @throws {ProblemError} open311_coordinates
 */
export function cellOf({ lat, long }: Pick<SentRequest, 'lat' | 'long'>, area: Pick<FlagArea, 'proj4'>) {
  const point = [degrees(long, 180), degrees(lat, 90)];
  if (point.some(Number.isNaN)) throw new ProblemError('open311_coordinates', { lat, long });
  const [x, y] = proj4(area.proj4)
    .forward(point)
    .map((metres) => Math.floor(metres / FLAG_CELL_M));
  // Where a projection has no answer there is no cell, and no area of ours.
  return Number.isFinite(x) && Number.isFinite(y) ? { x: x!, y: y! } : null;
}

const degrees = (text: string, most: number): number => {
  const value = /^\s*[-+]?\d{1,3}(\.\d{1,20})?\s*$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= most ? value : Number.NaN;
};

/**
 * A request of GeoReport as a flag: its service is the reason, its attributes are what else is asked.
 * @throws {ProblemError} open311_service, open311_attribute
 */
export function flagOf(sent: SentRequest, cell: { x: number; y: number }, choices: Choices): NewFlag {
  const { service_code } = sent;
  const reason = choices.reasons.find(({ code }) => code === service_code);
  if (reason === undefined) throw unknownService(service_code, choices);
  const keys = keysOf(choices);
  const chosen = (attribute: Attribute): string[] => {
    const values = sent[`attribute[${attribute}]`] ?? [];
    const strange = values.find((value) => !keys[attribute].includes(value));
    if (strange === undefined) return values;
    throw new ProblemError('open311_attribute', { name: attribute, value: strange, known: keys[attribute].join(', ') });
  };
  const one = (attribute: Attribute): string | undefined => chosen(attribute)[0];
  const [times, strength] = [chosen('times'), one('strength')];
  return {
    ...{ kind: 'feels', feeling: reason.feeling, where: { cell } },
    ...{ reasons: [service_code], weightiest: service_code },
    times: FLAG_TIMES.filter((time) => times.length === 0 || times.includes(time)),
    days: FLAG_DAYS.find((days) => days === one('days')) ?? 'both',
    often: (one('often') as NewFlag['often']) ?? null,
    strength: strength === undefined ? null : Number(strength),
    helps: [...new Set(chosen('helps'))],
  };
}

export const unknownService = (value: string, { reasons }: Choices): ProblemError =>
  new ProblemError('open311_service', { value, known: reasons.map(({ code }) => code).join(', ') });

/** What became of a flag, as GeoReport tells of a request. */
export function toldAsRequest(
  service_request_id: string,
  { state, answer, because, sent, answer_days }: ReceiptTold,
  { names }: Pick<FlagArea, 'names'>,
  language: Language,
): ServiceRequest {
  const inWords = (text: FlagArea['names']): string => text[language] ?? text.sv;
  const service_code = sent.reasons[0] ?? '';
  const said = because === null ? state : `because_${because}`;
  return {
    service_request_id,
    status: state === 'done' || state === 'declined' ? 'closed' : 'open',
    status_notes: answer === null ? sentence(language, `open311_${said}`) : inWords(answer),
    service_name: choiceIn(language, { code: service_code, names: null }),
    service_code,
    agency_responsible: inWords(names),
    service_notice: sentence(language, 'open311_notice', { days: answer_days }),
    address: inWords(sent.place ?? names),
    ...NOT_TOLD,
  };
}

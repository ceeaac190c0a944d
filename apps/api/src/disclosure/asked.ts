import { createHash } from 'node:crypto';
import type {
  DisclosureScope,
  Language,
  Masking,
  Names,
  NewDisclosure,
  ReportMasking,
  ReportSelection,
} from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import type { Database } from '../db/database.ts';
import { findMunicipality, type MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import type { Incidents } from '../incident/store.ts';
import { sentence } from '../sentence.ts';
import { type Masked, masked } from './mask.ts';
import { readLeftReports, reportCut } from './report-rows.ts';
import { incidentCut, readLeftRows } from './rows.ts';
import { mustBeGivable, readScope } from './scope.ts';

/** What somebody asks for, once it is known that it is there for whoever decides. */
export interface Asked {
  subject: 'incidents' | 'reports';
  area: Pick<MunicipalityRow, 'municipality_id' | 'slug' | 'srid' | 'time_zone' | 'version'>;
  /** in the text that is equal for equal filters */
  filter: string;
  sources: readonly { source_id: number; name: string }[];
  /** `group_1: Violence`, a line each */
  groups: (language: Language) => readonly string[];
  /** As its masking leaves it; null when nothing is to be given. @throws {ProblemError} where it can't be given so */
  make: ((language: string) => Promise<Masked>) | null;
}

type Scope = DisclosureScope | NewDisclosure['scope'];

/** @throws {ProblemError} what `readScope` says of incidents; disclosure_period, disclosure_area_unknown */
export const askedFor = (
  { database, incidents }: { database: Database; incidents: Incidents },
  request: Pick<FastifyRequest, 'person'>,
  slug: string,
  scope: Scope,
): Promise<Asked> =>
  'reports' in scope
    ? reportsAsked(database.knex, slug, scope.reports, scope.masking)
    : incidentsAsked(database, incidents, request, slug, scope);

const INCIDENT_GROUPS = ['group_1', 'group_2', 'group_3', 'group_4', 'group_other'];

async function incidentsAsked(
  database: Database,
  incidents: Incidents,
  { person }: Pick<FastifyRequest, 'person'>,
  slug: string,
  { masking, ...asked }: { filter: string; sources: readonly number[]; masking: Masking | null },
): Promise<Asked> {
  const scope = await readScope(database.knex, await incidents.freshOf(slug, person), asked);
  return {
    ...{ subject: 'incidents', area: scope.held.area, filter: scope.filter, sources: scope.sources },
    groups: (language) => INCIDENT_GROUPS.map((group) => `${group}: ${sentence(language, `disclosure_${group}`)}`),
    make:
      masking &&
      (async (language) => {
        mustBeGivable(scope, masking);
        return masked(await readLeftRows(database, incidents, scope, masking, language), incidentCut(masking));
      }),
  };
}

const AREA_KNOWN = 'select 1 from staff.place where municipality_id = :municipality_id and slug = :area';
const GROUPS = `
  select publication_group, names from flag.publication_group where municipality_id = :municipality_id
  order by position, publication_group`;

async function reportsAsked(
  knex: Knex,
  slug: string,
  selection: ReportSelection,
  masking: ReportMasking | null,
): Promise<Asked> {
  const area = await findMunicipality(knex, slug);
  const { municipality_id } = area;
  const { from, to } = selection;
  if (from !== null && to !== null && from > to) throw new ProblemError('disclosure_period', { from, to });
  if (selection.area !== null) {
    const { rows } = await knex.raw<{ rows: unknown[] }>(AREA_KNOWN, { municipality_id, area: selection.area });
    if (!rows[0]) throw new ProblemError('disclosure_area_unknown', { value: selection.area, slug });
  }
  const groups = await knex.raw<{ rows: { publication_group: number; names: Names }[] }>(GROUPS, { municipality_id });
  return {
    ...{ subject: 'reports', area, filter: selectionText(selection), sources: [] },
    groups: (language) =>
      groups.rows.map(({ publication_group: n, names }) => `group_${n}: ${names[language] ?? names.sv}`),
    make:
      masking &&
      ((language) => {
        mustBeTellable(masking);
        return readLeftReports(knex, area, selection, masking, language).then((rows) =>
          masked(rows, reportCut(masking)),
        );
      }),
  };
}

/** As an address would write it, the same for the same selection. */
const selectionText = ({ from, to, channels, kinds, area, put_aside }: ReportSelection): string =>
  [
    `channel=${[...channels].sort().join(',')}`,
    `kind=${[...kinds].sort().join(',')}`,
    ...(from === null ? [] : [`from=${from}`]),
    ...(to === null ? [] : [`to=${to}`]),
    ...(area === null ? [] : [`place=${area}`]),
    ...(put_aside ? ['put_aside=yes'] : []),
  ].join('&');

/** @throws {ProblemError} disclosure_reasons_tell, disclosure_note_alone */
function mustBeTellable({ reasons, columns, shape, least }: ReportMasking): void {
  if (reasons === 'group' && columns.includes('reasons')) throw new ProblemError('disclosure_reasons_tell');
  if (columns.includes('note') && (shape === 'counts' || least !== null))
    throw new ProblemError('disclosure_note_alone');
}

/** As many as somebody reads before giving them. */
const NOTES_MAX = 500;

/**
 * The free texts in a file, and what names these very texts: who gives them has read them.
 * @throws {ProblemError} disclosure_notes_many
 */
export function notesIn({ columns, lines }: Masked): { texts: string[]; fingerprint: string } | null {
  const at = columns.indexOf('note');
  if (at < 0) return null;
  const texts = lines.flatMap(({ values }) => (values[at] === null ? [] : [String(values[at])])).sort();
  if (texts.length > NOTES_MAX) throw new ProblemError('disclosure_notes_many', { n: texts.length, max: NOTES_MAX });
  return { texts, fingerprint: createHash('sha256').update(JSON.stringify(texts)).digest('hex') };
}

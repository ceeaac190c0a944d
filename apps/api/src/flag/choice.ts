import type { Feeling, FlagForm, Names } from '@lagesbild/contract';
import type { Knex } from 'knex';

/** What residents of an area choose among, in the order it is shown. */
export interface Choices {
  reasons: FlagForm['reasons'];
  helps: FlagForm['helps'];
  why_not: FlagForm['why_not'];
}

interface ChoiceRow {
  kind: 'reason' | 'help' | 'why_not';
  code: string;
  names: Names | null;
  publication_group: number | null;
  feeling: Feeling | null;
}

// in: municipality_id; order: as they are shown
const CHOICES = `
  select kind, code, names, publication_group, feeling from flag.choice
  where municipality_id = :municipality_id and active order by position, code`;

export async function readChoices(trx: Knex, municipality_id: number): Promise<Choices> {
  const { rows } = await trx.raw<{ rows: ChoiceRow[] }>(CHOICES, { municipality_id });
  const plain = (asked: ChoiceRow['kind']) =>
    rows.filter(({ kind }) => kind === asked).map(({ code, names }) => ({ code, names }));
  return {
    reasons: rows
      .filter(({ kind }) => kind === 'reason')
      .map(({ code, names, publication_group, feeling }) => ({
        ...{ code, names },
        publication_group: publication_group!,
        feeling: feeling!,
      })),
    helps: plain('help'),
    why_not: plain('why_not'),
  };
}

import { MODERATION_STAGES, type ModerationQueue, type ModerationStage } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { readAnswerTimes } from './answer-time.ts';
import { type Desk, isSwedish, LAST, readFlags, STAGE } from './flag.ts';
import { workingDayAfter } from './working-days.ts';

// in: municipality_id; out: a row for each stage that has flags
const STAGES = `
  select ${STAGE} as stage, cast(count(*) as integer) as n from flag.flag f ${LAST}
  where f.municipality_id = :municipality_id group by 1`;

// in: municipality_id; out: a row for each day on which flags came that wait still
const RECEIVED = `
  select to_char(received_on, 'YYYY-MM-DD') as received_on, cast(count(*) as integer) as n
  from flag.moderation where municipality_id = :municipality_id group by received_on`;

// in: municipality_id; order: kind, position
const CHOICES = `
  select kind, code, names from flag.choice where municipality_id = :municipality_id order by kind, position, code`;

type Counted = { n: number };

/** Everything the moderators' page shows at once. */
export async function readQueue(
  knex: Knex,
  desk: Desk,
  stage: ModerationStage,
): Promise<Omit<ModerationQueue, 'answers' | 'questions'>> {
  const { municipality_id, today, answer_days } = desk;
  const rows = async <Row>(sql: string): Promise<Row[]> =>
    (await knex.raw<{ rows: Row[] }>(sql, { municipality_id })).rows;
  const flags = await readFlags(knex, desk, { stage });
  const counted = new Map(
    (await rows<Counted & { stage: ModerationStage }>(STAGES)).map((row) => [row.stage, row.n] as const),
  );
  const late = (await rows<Counted & { received_on: string }>(RECEIVED))
    .filter(({ received_on }) => workingDayAfter(received_on, answer_days, isSwedish(desk)) < today)
    .reduce((sum, { n }) => sum + n, 0);
  return {
    ...{ stage, flags, late },
    stages: Object.fromEntries(MODERATION_STAGES.map((name) => [name, counted.get(name) ?? 0])) as Record<
      ModerationStage,
      number
    >,
    times: await readAnswerTimes(knex, municipality_id, today, answer_days),
    choices: await rows(CHOICES),
  };
}

import { COMMAND } from '../audit/entry.ts';
import { type Command, readOptions } from '../command.ts';
import { findMunicipality } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import './sentences.ts';

export const GEOCODER_USAGE =
  "lagesbild geocoder AREA\nlagesbild geocoder AREA 'https://…{text}…' [--nearby]\nlagesbild geocoder AREA off";

const OPTIONS = { nearby: { type: 'boolean' } } as const;
const ADDRESS_MAX = 500;
const READ = 'select geocoder from flag.setting where municipality_id = :municipality_id';
const SET = `
  insert into flag.setting (municipality_id, geocoder, geocoder_nearby) values (:municipality_id, :geocoder, :nearby)
  on conflict (municipality_id) do update set geocoder = excluded.geocoder, geocoder_nearby = excluded.geocoder_nearby`;

/**
 * `geocoder AREA`: which service addresses are looked for in; with an address: that one from now on; `off`: none. Only whoever runs the
 * machine decides, as what residents type is sent there.
 */
export const geocoderCommand: Command = async ({ knex, record }, args, print, { language }) => {
  const { values, positionals } = readOptions(args, OPTIONS, { words: true });
  const [slug, given, ...more] = positionals;
  if (slug === undefined || more.length > 0) {
    print(GEOCODER_USAGE);
    return 2;
  }
  const { municipality_id } = await findMunicipality(knex, slug);
  const tell = (geocoder: string | null): void =>
    print(
      sentence(language, geocoder === null ? 'geocoder_told_off' : 'geocoder_told', { slug, address: geocoder ?? '' }),
    );
  if (given === undefined) {
    const { rows } = await knex.raw<{ rows: { geocoder: string | null }[] }>(READ, { municipality_id });
    tell(rows[0]?.geocoder ?? null);
    return 0;
  }
  const nearby = values.nearby === true;
  const geocoder = given === 'off' ? null : usable(given, nearby);
  await knex.transaction(async (trx) => {
    await trx.raw(SET, { municipality_id, geocoder, nearby: geocoder !== null && nearby } as never);
    const details = { address: geocoder ?? 'off' };
    await record(trx, { act: 'geocoder_set', who: COMMAND, area: municipality_id, details });
  });
  tell(geocoder);
  return 0;
};

function usable(address: string, nearby: boolean): string {
  const tried = address.replaceAll('{text}', 'a');
  const url = URL.canParse(tried) ? new URL(tried) : null;
  const isFit =
    address.includes('{text}') &&
    address.length <= ADDRESS_MAX &&
    url !== null &&
    (url.protocol === 'https:' || (nearby && url.protocol === 'http:')) &&
    `${url.username}${url.password}` === '' &&
    !/^\w+:\/\/[^/?#]*\{/.test(address);
  if (!isFit) throw new ProblemError('geocoder_address', { address });
  return address;
}

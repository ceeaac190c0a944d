import type { Field } from '@lagesbild/contract';

/**
 * What people call each field, the surest name first; compared in lower case with `_`, `-` and camelCase as spaces.
 * Collected from polisen.se, Brå and municipal exports, and the open data of British and American police.
 */
export const COLUMN_WORDS: Readonly<Record<Field, readonly string[]>> = {
  id: list(`
    id | incident id | händelse id | händelseid | event id | uid | uuid | guid | objectid | object id |
    fid | row id | crime id | ärende id | ärendeid | unique id | source id | löpnummer | nr | identity`),
  occurred_from: list(`
    occurred from | brottstid från | brottsdatum från | datum från | tid från | brottsdatum | brottstid |
    brottstidpunkt | händelsedatum | händelsetid | händelsetidpunkt | begången | begånget | starttid |
    startdatum | starttidpunkt | fr o m | from | från | start | start date | start time | date from |
    from date | tidpunkt | datum | datum tid | datumtid | date | datetime | date time | occurred |
    occurred on date | occurrence date | occurred at | occurred date | date occurred |
    date of occurrence | date occ | incident date | incident datetime | offence date | offense date |
    crime date | event date | timestamp | time stamp | tid | time | month | månad | när`),
  occurred_from_time: list(`
    klockslag från | klockslag | tid från | starttid | brottstid | händelsetid | occurred from time |
    occurred time | incident time | time occ | time from | start time | tid | time | klockan | kl | hour |
    timme`),
  occurred_to: list(`
    occurred to | brottstid till | brottsdatum till | datum till | tid till | sluttid | slutdatum |
    sluttidpunkt | t o m | till | to | slut | end | end date | end time | date to | to date | senast`),
  occurred_to_time: list('klockslag till | tid till | sluttid | occurred to time | time to | end time | to time'),
  reported_at: list(`
    reported at | anmäld | anmäld datum | anmälningsdatum | anmälningstid | anmälningstidpunkt |
    anmälan datum | inrapporterad | rapporterad | reported | report date | date reported | reported date |
    report datetime`),
  registered: list(`
    registered | registrerad | registreringsdatum | reg datum | regdatum | inregistrerad | skapad |
    upplagd | created | created at | entry date | date entered | entered`),
  category: list(`
    category | kategori | brottskategori | brottstyp | brottsrubricering | rubricering | brottskod |
    brott | händelsetyp | händelse | ärendetyp | crime type | primary type | offence type | offense type |
    offence | offense | incident type | event type | crime | crime category | offence category | typ |
    type | art | offense category | description | beskrivning`),
  x: list(`
    lon | long | lng | longitude | longitud | x | easting | east | e | öst | ost | östlig | östkoordinat |
    x koordinat | xkoordinat | x coord | x coordinate | koordinat x | koordinat e | sweref99 e |
    sweref e | point x | geometry.x | stop lon`),
  y: list(`
    lat | latitude | latitud | y | northing | north | n | nord | norr | nordlig | nordkoordinat |
    y koordinat | ykoordinat | y coord | y coordinate | koordinat y | koordinat n | sweref99 n |
    sweref n | point y | geometry.y | stop lat`),
  precision: list('precision | noggrannhet | platsnoggrannhet | lägesnoggrannhet | location precision'),
  discovery: list('discovery | upptäckt | upptäcktssätt | upptäckt av | initiativ | anmäld av | rapportör'),
  report: list(`
    report | report number | report no | k nummer | knummer | knr | k nr | dnr | diarienummer | diarienr |
    ärendenummer | ärendenr | anmälningsnummer | anmälningsnr | anmälan | case number | case no |
    case id`),
  counting_unit: list('counting unit | räkneenhet | enhet'),
  area_code: list(`
    area code | områdeskod | regionkod | region kod | regso | deso | regsokod | desokod | lsoa code | kommunkod | distriktskod |
    kod | code`),
  area_name: list(`
    area name | område | områdesnamn | area | delområde | stadsdel | bydel | distrikt | kommun | län | region | lokalpolisområde | polisområde | polisregion |
    ort | tätort | plats | lsoa name | neighborhood | neighbourhood | district | municipality | place`),
  period: list(`
    period | tidsperiod | år | year | månad | month | kvartal | quarter | period from | datum | date |
    tid`),
  count: list(`
    count | antal | antal brott | antal anmälda brott | anmälda brott | antal händelser |
    antal anmälningar | n | number | number of crimes | cases | incidents | summa | totalt | total |
    värde | value`),
};

/** Names of columns that hold both coordinates, and the order they are written in where the name tells. */
export const PAIR_WORDS: readonly string[] = list(`
    koordinater | koordinat | coordinates | coordinate | position | gps | lat lon | latlon | lat,lon |
    lat long | lon lat | location | geo | geo point | geopoint | geom | geometry | the geom | wkt |
    punkt | point`);

/** Names between bars, so that a hundred of them stay readable. */
function list(names: string): string[] {
  return names.split('|').map((name) => name.trim());
}

/** `CrimeDate`, `crime_date` and `Crime date` are one name. */
export function plainName(header: string): string {
  return header
    .normalize('NFC')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[_\-/:()[\]\s]+/g, ' ')
    .trim();
}

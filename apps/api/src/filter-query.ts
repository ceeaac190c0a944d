import { FILTER_PARAMETERS, type Filter, FilterError, parseFilter } from '@lagesbild/contract';
import { ProblemError, registerProblems } from './errors.ts';

registerProblems({
  sv: {
    filter_from: 'from={value} går inte att läsa. Skriv en dag som 2026-08-24.',
    filter_to: 'to={value} går inte att läsa. Skriv en dag som 2026-11-21.',
    filter_period:
      'Perioden börjar {from} och slutar {to}, alltså innan den börjat. Byt plats på dagarna: from={to}&to={from}.',
    filter_hod: 'hod={value} går inte att läsa. Skriv timmar som 22-02, från 00 till 24.',
    filter_dow: 'dow={value} går inte att läsa. Skriv veckodagar som 5,6, där 1 är måndag och 7 söndag.',
    filter_cat: 'cat={value} går inte att läsa. Skriv brottskategoriernas koder med komma emellan, högst 200.',
    filter_place: 'place={value} går inte att läsa. Skriv platsernas kortnamn med komma emellan, högst 200.',
    filter_area: 'area={value} går inte att läsa. Skriv områdenas kortnamn med komma emellan, högst 200.',
    filter_discovery:
      'discovery={value} går inte att läsa. Välj bland resident_reported, partner_observed, police_discovered, unknown, eller skriv all.',
    filter_precision:
      'precision={value} går inte att läsa. Välj bland point, segment, area, municipality, county, eller skriv all.',
    filter_unit: 'unit={value} går inte att läsa. Skriv report eller row.',
    filter_repeated: '{parameter} står mer än en gång i adressen ({value}). Skriv den en gång, med komma emellan.',
    parameter_unknown: '{parameter}={value} är inget som går att fråga efter här. Välj bland: {known}.',
  },
  en: {
    filter_from: 'from={value} can’t be read. Write a day such as 2026-08-24.',
    filter_to: 'to={value} can’t be read. Write a day such as 2026-11-21.',
    filter_period: 'The period begins {from} and ends {to}, before it has begun. Swap the days: from={to}&to={from}.',
    filter_hod: 'hod={value} can’t be read. Write hours such as 22-02, from 00 to 24.',
    filter_dow: 'dow={value} can’t be read. Write weekdays such as 5,6, where 1 is Monday and 7 Sunday.',
    filter_cat: 'cat={value} can’t be read. Write codes of offence categories with commas between them, 200 at most.',
    filter_place: 'place={value} can’t be read. Write short names of places with commas between them, 200 at most.',
    filter_area: 'area={value} can’t be read. Write short names of areas with commas between them, 200 at most.',
    filter_discovery:
      'discovery={value} can’t be read. Choose from resident_reported, partner_observed, police_discovered, unknown, or write all.',
    filter_precision:
      'precision={value} can’t be read. Choose from point, segment, area, municipality, county, or write all.',
    filter_unit: 'unit={value} can’t be read. Write report or row.',
    filter_repeated: '{parameter} stands more than once in the address ({value}). Write it once, with commas.',
    parameter_unknown: '{parameter}={value} is nothing that can be asked here. Choose from: {known}.',
  },
  ar: {
    filter_from: 'تعذّرت قراءة from={value}. اكتب يومًا مثل 2026-08-24.',
    filter_to: 'تعذّرت قراءة to={value}. اكتب يومًا مثل 2026-11-21.',
    filter_period: 'تبدأ الفترة في {from} وتنتهي في {to}، أي قبل بدايتها. بدّل اليومين: from={to}&to={from}.',
    filter_hod: 'تعذّرت قراءة hod={value}. اكتب الساعات مثل 22-02، من 00 إلى 24.',
    filter_dow: 'تعذّرت قراءة dow={value}. اكتب أيام الأسبوع مثل 5,6، حيث 1 هو الاثنين و7 هو الأحد.',
    filter_cat: 'تعذّرت قراءة cat={value}. اكتب رموز فئات الجرائم مفصولة بفواصل، 200 على الأكثر.',
    filter_place: 'تعذّرت قراءة place={value}. اكتب الأسماء القصيرة للأماكن مفصولة بفواصل، 200 على الأكثر.',
    filter_area: 'تعذّرت قراءة area={value}. اكتب الأسماء القصيرة للمناطق مفصولة بفواصل، 200 على الأكثر.',
    filter_discovery:
      'تعذّرت قراءة discovery={value}. اختر من resident_reported وpartner_observed وpolice_discovered وunknown، أو اكتب all.',
    filter_precision: 'تعذّرت قراءة precision={value}. اختر من point وsegment وarea وmunicipality وcounty، أو اكتب all.',
    filter_unit: 'تعذّرت قراءة unit={value}. اكتب report أو row.',
    filter_repeated: 'يرد {parameter} أكثر من مرة في العنوان ({value}). اكتبه مرة واحدة مع فواصل.',
    parameter_unknown: 'لا يمكن السؤال هنا عن {parameter}={value}. اختر من: {known}.',
  },
});

/** The query part of a request's address. Fastify's own parsing would hide that a parameter is repeated. */
export function queryOf(request: { url: string }): URLSearchParams {
  const at = request.url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1));
}

/**
 * The filter in a request's address.
 * @param others  parameters that the route reads itself; any other one is refused, as a misspelt limit would otherwise
 *                silently count everything
 * @throws {ProblemError} naming the parameter, its value and the way out
 */
export function readFilter(query: URLSearchParams, others: readonly string[] = []): Filter {
  const known = [...FILTER_PARAMETERS, ...others];
  for (const [parameter, value] of query)
    if (!known.includes(parameter))
      throw new ProblemError('parameter_unknown', { parameter, value, known: known.join(', ') });
  try {
    return parseFilter(query);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    const { parameter, value } = error;
    if (query.getAll(parameter).length > 1) throw new ProblemError('filter_repeated', { parameter, value });
    const [from = '', to = ''] = parameter === 'period' ? value.split('/') : [];
    throw new ProblemError(`filter_${parameter}`, { value, from, to });
  }
}

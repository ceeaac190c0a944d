import type { ActionStatus, Outcome } from '@lagesbild/contract';
import { dayNumber, dayText, lastSundayBefore } from './clock.ts';
import { DISPLACED } from './displaced.ts';
import { MEASURE_WEEKS_BEFORE_END } from './shift.ts';

type Circle = readonly [lon: number, lat: number, radius_m: number];

/** A made-up action; what was expected was registered three weeks before its start, where anything was. */
export interface DemonstrationAction {
  readonly title: string;
  readonly place: string;
  readonly status: ActionStatus;
  readonly done_on: string | null;
  readonly public_text: { readonly sv: string; readonly en: string; readonly ar: string };
  readonly problem: string;
  readonly causes: string;
  readonly description: string;
  readonly focus_area: { readonly agreement_id: number; readonly code: string };
  readonly kind: string;
  readonly cost_band: string;
  readonly owner: string;
  readonly partners: readonly string[];
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly follow_up_on: string;
  readonly area: Circle | null;
  readonly control: Circle | null;
  readonly ring_m: number;
  readonly outcome: Outcome | null;
  readonly registered_on: string | null;
}

const MEASURED_DAYS = 364;
const VALSTA: Circle = [17.8279, 59.6152, 200];
const CENTRUM: Circle = [17.8562, 59.6215, 200];
const ROSERSBERG: Circle = [17.8799, 59.5834, 150];
const SIGTUNA_TOWN: Circle = [17.7231, 59.6174, 150];

/** A priority of Sigtuna's agreement of 2023 to 2026, as it ships. */
const focus = (code: string) => ({ focus_area: { agreement_id: 2, code } });

const fall = (percent: number): Outcome => ({
  ...{ measure: 'incidents', direction: 'fall', percent, categories: [], hours: null, weekdays: [] },
  ...{ question: '', before: null },
});

/**
 * Six actions for Sigtuna, of which one worked (the measure that the incidents of Valsta fall after), one moved what it was against (the
 * cameras of `DISPLACED`), one did nothing and one is where too little happens to tell; their evaluations find so. Nobody has done any of it.
 */
export function generateActions(until: string): DemonstrationAction[] {
  const monday = lastSundayBefore(dayNumber(until)) + 1;
  const weeksAgo = (weeks: number, days = 0): string => dayText(monday - 7 * weeks + days);
  const started = (weeks: number) => ({ starts_on: weeksAgo(weeks), registered_on: weeksAgo(weeks + 3) });
  return [
    {
      ...{ title: 'Ljus och fältare i Valsta centrum', place: 'valsta-centrum', status: 'done', kind: 'lighting' },
      done_on: weeksAgo(MEASURE_WEEKS_BEFORE_END - 4),
      public_text: {
        sv: 'Vi har bytt belysningen i Valsta centrum, och fältare finns där på kvällarna.',
        en: 'We have renewed the lights in Valsta centrum, and youth workers are there in the evenings.',
        ar: 'جددنا الإضاءة في مركز فالستا، ويوجد فيه عاملون ميدانيون في المساء.',
      },
      problem: 'Bråk, hot och skadegörelse på torget kvällstid. Känt genom anmälningar, dialoger och markeringar.',
      ...focus('unsafe_events_in_public'),
      causes: 'Mörkt mellan affärerna och hållplatsen, och inga vuxna kvar när butikerna har stängt.',
      description: 'Ny belysning, klippta buskar och fältare fyra kvällar i veckan.',
      ...{ cost_band: 'high', owner: 'Sigtuna kommun', partners: ['Polisen', 'Sigtunahem'] },
      ...{ ...started(MEASURE_WEEKS_BEFORE_END), ends_on: null },
      follow_up_on: weeksAgo(MEASURE_WEEKS_BEFORE_END, MEASURED_DAYS),
      ...{ area: VALSTA, control: CENTRUM, ring_m: 250, outcome: fall(25) },
    },
    {
      ...{ title: 'Kameror vid stationstorget', place: 'marsta-station', status: 'done', kind: 'cameras' },
      done_on: weeksAgo(DISPLACED.weeks_before_end - DISPLACED.weeks),
      public_text: {
        sv: 'Under ett halvår fanns kameror på torget vid Märsta station.',
        en: 'For half a year there were cameras on the square at Märsta station.',
        ar: 'وُضعت كاميرات لنصف عام في ساحة محطة مارشتا.',
      },
      problem: 'Öppen droghandel, hot och rån på torget.',
      ...focus('organised_crime'),
      causes: 'Många byter buss och tåg, och torget har flera gömda hörn.',
      description: 'Kamerabevakning på torget ett halvår.',
      ...{ cost_band: 'middle', owner: 'Polisen', partners: ['Sigtuna kommun', 'SL'] },
      ...started(DISPLACED.weeks_before_end),
      ends_on: weeksAgo(DISPLACED.weeks_before_end - DISPLACED.weeks, -1),
      follow_up_on: weeksAgo(DISPLACED.weeks_before_end - DISPLACED.weeks),
      area: [DISPLACED.lon, DISPLACED.lat, DISPLACED.radius_m],
      ...{ control: CENTRUM, ring_m: 200, outcome: fall(40) },
    },
    {
      ...{
        title: 'Flygblad och skyltar i Märsta centrum',
        place: 'marsta-centrum',
        status: 'done',
        kind: 'information',
      },
      done_on: weeksAgo(8),
      public_text: {
        sv: 'Vi har satt upp skyltar och delat ut flygblad om stölder i Märsta centrum.',
        en: 'We have put up signs and handed out leaflets about thefts in Märsta centrum.',
        ar: 'وضعنا لافتات ووزعنا منشورات عن السرقات في مركز مارشتا.',
      },
      problem: 'Många stölder av cyklar och ur bilar.',
      ...focus('unsafe_events_in_public'),
      causes: 'Cyklar står olåsta, och parkeringen ligger utom synhåll.',
      description: 'Skyltar vid cykelställen och flygblad till hushållen.',
      ...{ cost_band: 'low', owner: 'Sigtuna kommun', partners: ['Polisen'] },
      ...{ ...started(60), ends_on: null, follow_up_on: weeksAgo(60, MEASURED_DAYS) },
      ...{ area: [CENTRUM[0], CENTRUM[1], 250], control: VALSTA, ring_m: 200, outcome: fall(40) },
    },
    {
      ...{
        title: 'Låsbara cykelställ vid Rosersbergs station',
        place: 'rosersberg',
        status: 'done',
        kind: 'rebuilding',
      },
      done_on: weeksAgo(28),
      public_text: {
        sv: 'Vid Rosersbergs station finns nya cykelställ där cykeln går att låsa fast.',
        en: 'At Rosersberg station there are new stands where a bicycle can be locked.',
        ar: 'توجد عند محطة روسرسبري حوامل جديدة يمكن قفل الدراجة بها.',
      },
      problem: 'Cyklar stjäls vid pendeltåget, och några har slutat cykla dit.',
      ...focus('unsafe_events_in_public'),
      causes: 'Ställen går inte att låsa fast i, och ingen ser dem från perrongen.',
      description: 'Låsbara cykelställ under tak, i sikte från perrongen.',
      ...{ cost_band: 'low', owner: 'Sigtuna kommun', partners: ['SL'] },
      ...{ ...started(30), ends_on: null, follow_up_on: weeksAgo(30, 182) },
      ...{ area: ROSERSBERG, control: SIGTUNA_TOWN, ring_m: 200, outcome: fall(20) },
    },
    {
      ...{
        title: 'Väktare och belysning vid stationen',
        place: 'marsta-station',
        status: 'under_way',
        kind: 'presence',
      },
      done_on: null,
      public_text: {
        sv: 'Fler vuxna finns vid Märsta station på kvällarna, och belysningen ses över.',
        en: 'More adults are at Märsta station in the evenings, and the lights are being seen to.',
        ar: 'يوجد عدد أكبر من البالغين مساءً عند محطة مارشتا، وتُراجع الإضاءة.',
      },
      problem: 'Hot och bråk har ökat runt stationen på kvällarna.',
      ...focus('unsafe_events_in_public'),
      causes: 'Fler reser sent, och gångtunneln är mörk.',
      description: 'Väktare torsdag till lördag, ny belysning i tunneln.',
      ...{ cost_band: 'middle', owner: 'Sigtuna kommun', partners: ['SL', 'Polisen'] },
      ...{ ...started(8), ends_on: null, follow_up_on: weeksAgo(8, 182) },
      ...{ area: [17.861, 59.6278, 150], control: CENTRUM, ring_m: 200, outcome: fall(30) },
    },
    {
      ...{ title: 'Öppen fritidsgård i Valsta', place: 'valsta-centrum', status: 'planned', kind: 'youth_work' },
      done_on: null,
      public_text: {
        sv: 'Fritidsgården i Valsta får öppet på fredagar och lördagar.',
        en: 'The youth centre in Valsta will be open on Fridays and Saturdays.',
        ar: 'سيفتح مركز الشباب في فالستا أيام الجمعة والسبت.',
      },
      problem: 'Unga har ingenstans att vara på helgkvällar.',
      ...focus('recruitment_to_networks'),
      causes: 'Fritidsgården stänger 20, och äldre som lockar in yngre står kvar på torget.',
      description: 'Öppet till 23 fredag och lördag, med fältare.',
      ...{ cost_band: 'middle', owner: 'Sigtuna kommun', partners: ['Föreningar i Valsta'] },
      ...{ starts_on: weeksAgo(-6), ends_on: null, follow_up_on: weeksAgo(-6, 182), registered_on: null },
      ...{ area: VALSTA, control: null, ring_m: 250, outcome: null },
    },
  ];
}

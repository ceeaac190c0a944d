import type { EvaluationAnswer, PublicText } from '@lagesbild/contract';

type Found = Pick<EvaluationAnswer, 'measure' | 'verdict' | 'contrary' | 'expected'>;

const NOTHING: Required<PublicText> = {
  sv: 'Uppföljningen visar ingen förändring som är större än slumpen.',
  en: 'The follow-up shows no change larger than chance.',
  ar: 'لا تُظهر المتابعة أي تغيير يتجاوز المصادفة.',
};
const CONTRARY: Required<PublicText> = {
  sv: 'Utvecklingen gick åt andra hållet än väntat, mer än slumpen förklarar.',
  en: 'Things went the other way than expected, by more than chance explains.',
  ar: 'سارت الأمور عكس المتوقع بأكثر مما تفسره المصادفة.',
};
const SENTENCES: Record<string, Required<PublicText>> = {
  'incidents worked fall': {
    sv: 'Det händer mindre än i ett jämförbart område, även när trakten runt om räknas in.',
    en: 'Less happens than in a comparable area, also when what lies round it is counted.',
    ar: 'ما يحدث هنا أقل مما يحدث في منطقة مماثلة، حتى مع احتساب المحيط.',
  },
  'incidents worked rise': {
    sv: 'Mer kommer fram än i ett jämförbart område.',
    en: 'More comes to light than in a comparable area.',
    ar: 'يظهر هنا أكثر مما يظهر في منطقة مماثلة.',
  },
  'incidents moved': {
    sv: 'Det händer mindre på platsen, men mer runt om: det har flyttat sig.',
    en: 'Less happens at the place but more round it: it has moved.',
    ar: 'يحدث أقل في المكان وأكثر حوله: لقد انتقل.',
  },
  'incidents too_little': {
    sv: 'Det händer för lite här för att man ska kunna se om åtgärden gjorde skillnad.',
    en: 'Too little happens here to tell whether the action made a difference.',
    ar: 'ما يحدث هنا قليل جدًا بحيث لا يمكن معرفة أثر الإجراء.',
  },
  'survey worked fall': {
    sv: 'Färre av de tillfrågade säger att de känner sig otrygga.',
    en: 'Fewer of those asked say that they feel unsafe.',
    ar: 'قلّ عدد من يقولون إنهم لا يشعرون بالأمان بين من سُئلوا.',
  },
  'survey worked rise': {
    sv: 'Fler av de tillfrågade svarar så än tidigare.',
    en: 'More of those asked say so than before.',
    ar: 'زاد عدد من يجيبون كذلك بين من سُئلوا.',
  },
  'survey too_little': {
    sv: 'För få tillfrågades för att man ska kunna säga om åtgärden gjorde skillnad.',
    en: 'Too few were asked to tell whether the action made a difference.',
    ar: 'عدد من سُئلوا قليل جدًا بحيث لا يمكن معرفة أثر الإجراء.',
  },
};

/** The verdict as everybody may read it: no counts, no shares, nothing that could be worked back to anybody. */
export function publicWords({ measure, verdict, contrary, expected }: Found): Required<PublicText> {
  if (contrary) return CONTRARY;
  if (verdict === 'nothing_seen') return NOTHING;
  const way = verdict === 'worked' ? ` ${expected.direction}` : '';
  return SENTENCES[`${measure} ${verdict}${way}`] ?? NOTHING;
}

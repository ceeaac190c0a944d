/** @jsxImportSource preact */
import type { NewFlag } from '@lagesbild/contract';
import { useAround } from '../around.ts';
import { Segments } from '../choice.tsx';
import type { Draft } from '../draft.ts';
import { Question } from '../question.tsx';

type About = NonNullable<NewFlag['about']>;
const AGES = ['under_18', '18_29', '30_49', '50_64', '65_over', 'none'] as const satisfies readonly (
  | About['age_band']
  | 'none'
)[];
const GENDERS = ['woman', 'man', 'other', 'none'] as const satisfies readonly (About['gender'] | 'none')[];

interface AboutProps {
  draft: Draft;
  onChange(change: Partial<Draft>): void;
}

/** Age and gender, if somebody likes to; why is said first. */
export function About({ draft: { about }, onChange }: AboutProps) {
  const { speech } = useAround();
  const set = (change: Partial<About>): void => {
    const { age_band, gender } = { age_band: null, gender: null, ...about, ...change };
    onChange({ about: age_band === null && gender === null ? null : { age_band, gender } });
  };
  const none = speech.say('about.none');
  return (
    <Question title={speech.say('about.title')} lead={speech.say('about.lead')}>
      <Segments
        label={speech.say('about.age')}
        options={AGES.map((age) => [age, age === 'none' ? none : speech.say(`age.${age}`)] as const)}
        value={about?.age_band ?? 'none'}
        onChange={(age) => set({ age_band: age === 'none' ? null : age })}
      />
      <Segments
        label={speech.say('about.gender')}
        options={GENDERS.map((gender) => [gender, gender === 'none' ? none : speech.say(`gender.${gender}`)] as const)}
        value={about?.gender ?? 'none'}
        onChange={(gender) => set({ gender: gender === 'none' ? null : gender })}
      />
    </Question>
  );
}

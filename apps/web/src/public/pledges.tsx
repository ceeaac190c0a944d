import type { Names } from '@lagesbild/contract';
import type { PublishedPledge } from './release.ts';
import { Said } from './said.tsx';
import { dayIn, type Language, listIn, type Say } from './words.ts';

interface PledgesProps {
  say: Say;
  name: (names: Names) => string;
  language: Language;
  pledges: readonly PublishedPledge[];
}

/** What the municipality and the police have promised, and whether it was kept: as two people have approved it, without counts. */
export function Pledges({ say, name, language, pledges }: PledgesProps) {
  return (
    <section>
      <h2>{say('pledges')}</h2>
      <ul className="actions">
        {pledges.map(({ text, period_from, period_to, signatories, indicator, outcome, reason }) => (
          <li key={`${period_to} ${text.sv}`}>
            <h3>{say(`pledge_${outcome}`)}</h3>
            <Said names={text} language={language} name={name} />
            {reason !== '' && <Said names={{ sv: reason }} language={language} name={name} />}
            <p className="soft">
              {say('pledge_known')} <bdi lang="sv">{indicator}</bdi>
            </p>
            <p className="soft">
              {say('pledge_period', { from: dayIn(language, period_from), to: dayIn(language, period_to) })} ·{' '}
              {listIn(language, signatories)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { REVISIT_STATES, type RevisitState } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import { formatDay, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { KeptLine } from '../dialogue/live/fate-lines.tsx';
import live from '../dialogue/live/live.module.css';
import { Pick } from '../dialogue/live/pick.tsx';
import { comparedBy } from './compared.ts';
import { useDelivery } from './delivery.ts';
import { Outbox } from './outbox.tsx';
import styles from './walk.module.css';
import type { WalkPageProps } from './walk-page.tsx';
import { useRenew } from './walk-query.ts';
import { useWalkWords } from './words.ts';

/** The walk again, months later: how each thing is now, beside what it was. */
export function Revisit({ walk, managers, holds, whose, shelf }: WalkPageProps) {
  const { t } = useTranslation(['walks', 'perception']);
  const language = useLanguage();
  const words = useWalkWords();
  const { slug, time_zone } = useArea().municipality;
  const delivery = useDelivery(shelf, slug, whose, useRenew());
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: time_zone });
  const number = (n: number): string => formatNumber(n, language);
  const keyOf = (observation_id: string): string => `revisit ${observation_id} ${today}`;
  const on = async (observation_id: string, state: RevisitState): Promise<void> => {
    await shelf.keepOutgoing({
      ...{ area: slug, whose, walk_id: walk.walk_id, key: keyOf(observation_id), refused: null },
      ...{ kind: 'revisit', observation_id, revisit: { state, on: today } },
    });
    await delivery.reread();
    await delivery.send();
  };
  const seen = walk.observations.map((one) => {
    const waiting = delivery.outgoing.flatMap((out) =>
      out.kind === 'revisit' && out.observation_id === one.observation_id
        ? [{ ...out.revisit, organisation: '', waits: true }]
        : [],
    );
    const looks = [...one.revisits.map((kept) => ({ ...kept, waits: false })), ...waiting];
    return { ...one, looks, state: looks.at(-1)?.state ?? null };
  });
  const compared = comparedBy(
    managers.map(({ code }) => code),
    seen,
  );
  return (
    <div className={styles.sheet}>
      <Outbox delivery={delivery} canOpen={false} onReopen={() => {}} />
      <KeptLine kept={null} />
      {compared.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than a telephone is moved by keys too
        <section className={styles.wide} tabIndex={0} aria-label={t('compared')}>
          <table>
            <caption>{t('compared')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('manager')}</th>
                <th scope="col">{t('compared.n')}</th>
                {REVISIT_STATES.map((state) => (
                  <th key={state} scope="col">
                    {t(`revisit.${state}`)}
                  </th>
                ))}
                <th scope="col">{t('compared.left')}</th>
              </tr>
            </thead>
            <tbody>
              {compared.map(({ manager, n, left, ...states }) => (
                <tr key={manager ?? ''}>
                  <th scope="row">{words.manager(managers, manager)}</th>
                  <td>{number(n)}</td>
                  {REVISIT_STATES.map((state) => (
                    <td key={state}>{number(states[state])}</td>
                  ))}
                  <td>{number(left)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {seen.length === 0 && <p className={live.note}>{t('feedback.none')}</p>}
      <ul className={styles.again}>
        {seen.map((one) => (
          <li key={one.observation_id}>
            <h2>
              {words.stop(walk.stops, one.stop_id)}: {words.seen(one)}
            </h2>
            <p className={live.note}>
              {words.manager(managers, one.manager)} · {t(`status.${one.status}`)}
            </p>
            {one.looks.length > 0 && (
              <ol className={styles.looks} aria-label={t('revisit.history')}>
                {one.looks.map(({ on, state, organisation, waits }) => (
                  <li key={`${on} ${organisation} ${waits}`}>
                    {t('revisit.on', { day: formatDay(on, language), state: t(`revisit.${state}`) })}
                    {organisation !== '' && (
                      <>
                        {' · '}
                        <bdi>{organisation}</bdi>
                      </>
                    )}
                    {waits && ` · ${t('going.waits')}`}
                  </li>
                ))}
              </ol>
            )}
            {holds && (
              <Pick
                legend={t('revisit.how')}
                choices={REVISIT_STATES.map((value) => ({ value, name: t(`revisit.${value}`) }))}
                isChosen={(value) => one.looks.at(-1)?.on === today && one.state === value}
                onTap={(state) => void on(one.observation_id, state)}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

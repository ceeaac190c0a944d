import type { Say } from './words.ts';

/** An address that is no area's: what was asked for, and the ways on. */
export function Nowhere({ say, slug }: { say: Say; slug: string }) {
  return (
    <main className="public nowhere">
      <section className="lead">
        <h1>{say('nowhere')}</h1>
        <p>
          {say('nowhere_words')} <bdi>/{slug}</bdi>
        </p>
        <a className="button primary tell" href="/">
          {say('nowhere_way')}
        </a>
      </section>
    </main>
  );
}

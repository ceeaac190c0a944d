import { release } from '@lagesbild/analysis';
import type { ReleaseAttack } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import lawful from '../lawful/lawful.module.css';
import styles from '../settings.module.css';

const SUBJECTS = ['incident', 'unsafe', 'safe'] as const;
const { PASS } = release;

/** What each attack reached on each subject, beside what it may reach at most. */
export function AttackTable({ attacks }: { attacks: readonly ReleaseAttack[] }) {
  const { t } = useTranslation('release');
  const language = useLanguage();
  if (attacks.length === 0) return <p className={styles.note}>{t('attack.none')}</p>;
  const n = (value: number): string => formatNumber(value, language);
  const share = (value: number): string =>
    formatNumber(value, language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  type Report = ReleaseAttack['report'];
  const rows: { name: string; of: (report: Report) => string; most: string }[] = [
    {
      name: 'A1',
      of: ({ bounds }) =>
        t('attack.found', { n: n(bounds.pinned + bounds.present + bounds.narrow), of: n(bounds.small) }),
      most: n(0),
    },
    { name: 'A2', of: ({ one_record }) => n(one_record), most: n(PASS.cells_changed) },
    {
      name: 'A4',
      of: ({ membership }) => t('attack.advantage', { mean: share(membership.mean), worst: share(membership.worst) }),
      most: t('attack.advantage', { mean: share(PASS.membership_mean), worst: share(PASS.membership_worst) }),
    },
    { name: 'A5', of: ({ threshold }) => share(threshold.worst), most: share(PASS.threshold) },
    { name: 'A6', of: ({ repeated }) => n(repeated.different), most: n(0) },
    { name: 'A7', of: ({ shape }) => n(shape), most: n(0) },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={lawful.scroll} tabIndex={0} aria-label={t('attack.title')}>
      <table className={lawful.table}>
        <thead>
          <tr>
            <th scope="col">{t('attack.attempt')}</th>
            {SUBJECTS.map((subject) => (
              <th key={subject} scope="col">
                {t(`subject.${subject}`)}
              </th>
            ))}
            <th scope="col">{t('attack.most')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of, most }) => (
            <tr key={name}>
              <th scope="row">{t(`attack.${name}`)}</th>
              {SUBJECTS.map((subject) => {
                const report = attacks.find((one) => one.subject === subject)?.report;
                const fell = report?.succeeded.includes(name) ?? false;
                return (
                  <td key={subject}>
                    {report === undefined ? '–' : of(report)}
                    {fell && <strong> {t('attack.fell')}</strong>}
                  </td>
                );
              })}
              <td>{most}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

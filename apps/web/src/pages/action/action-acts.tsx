import type { Action } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { save } from '../../panels/take-away.ts';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { formatList } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import { type ActionColumn, actionFile } from './action-file.ts';
import { focusOf } from './chosen-view.ts';
import { useKinds } from './work-query.ts';

interface ActionActsProps {
  /** those that the filters leave */
  actions: readonly Action[];
  /** "2/unsafe_places" → its name */
  focusAreas: ReadonlyMap<string, string>;
}

/** What is shown, for a meeting: on paper, or as a file for a spreadsheet. */
export function ActionActs({ actions, focusAreas }: ActionActsProps) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const kinds = useKinds();
  const columns: readonly ActionColumn[] = [
    [t('field.title'), ({ title }) => title],
    [t('field.status'), ({ status }) => t(`status.${status}`)],
    [t('work.focusArea'), (action) => focusAreas.get(focusOf(action)) ?? null],
    [
      t('work.kind'),
      ({ work: { kind } }) => {
        const known = kinds.find(({ code }) => code === kind);
        return known === undefined ? kind : nameIn(known.names as never, language);
      },
    ],
    [t('work.owner'), ({ work }) => work.owner],
    [t('work.partners'), ({ work }) => formatList(work.partners, language)],
    [t('work.cost'), ({ work }) => work.cost_band && t(`work.cost.${work.cost_band}`)],
    [t('work.starts_on'), ({ work }) => work.starts_on],
    [t('work.ends_on'), ({ work }) => work.ends_on],
    [t('work.follow_up_on'), ({ work }) => work.evaluates_on],
    [t('step.followUp'), ({ work }) => work.verdict && t(`verdict.${work.verdict}`)],
  ];
  return (
    <div className={forms.acts}>
      <button type="button" onClick={() => print()}>
        <Icon name="print" size={16} /> {t('page.print')}
      </button>
      <button
        type="button"
        onClick={() =>
          save(`${slug}-${t('file')}.csv`, new Blob([actionFile(actions, columns)], { type: 'text/csv;charset=utf-8' }))
        }
      >
        {t('file.csv')}
      </button>
    </div>
  );
}

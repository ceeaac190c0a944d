import { type Filter, formatFilter, GovernedSource } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import forms from '../../account/account.module.css';
import { TextField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { readableQuery } from '../../filter.ts';
import { useArea } from '../../shell/area.tsx';
import lawful from '../lawful/lawful.module.css';
import { Choices } from './choices.tsx';
import styles from './disclosure.module.css';
import { type Draft, withDay, withEveryDiscovery } from './draft.ts';

const List = z.array(GovernedSource);

interface ScopeFieldsProps {
  draft: Draft;
  onChange: (change: Pick<Partial<Draft>, 'filter' | 'sources'>) => void;
}

/** What is asked for: a period, the rest of the map's filter, and the sources it is of. */
export function ScopeFields({ draft: { filter, sources }, onChange }: ScopeFieldsProps) {
  const { t } = useTranslation('disclosure');
  const { slug } = useArea().municipality;
  const { data = [] } = useQuery({
    queryKey: ['governed-sources', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/sources`, List, { signal }),
  });
  const { from, to, discovery, ...rest } = filter;
  const others = readableQuery(formatFilter(rest as Filter));
  return (
    <>
      <div className={forms.fields}>
        <TextField
          label={t('from')}
          type="date"
          value={from ?? ''}
          onText={(day) => onChange({ filter: withDay(filter, 'from', day) })}
        />
        <TextField
          label={t('to')}
          type="date"
          value={to ?? ''}
          onText={(day) => onChange({ filter: withDay(filter, 'to', day) })}
        />
      </div>
      <div className={lawful.choices}>
        <label>
          <input
            type="checkbox"
            checked={discovery !== undefined}
            onChange={({ target }) => onChange({ filter: withEveryDiscovery(filter, target.checked) })}
          />
          {t('everyDiscovery')}
        </label>
      </div>
      {others === '' ? (
        <p className={forms.note}>{t('filter.none')}</p>
      ) : (
        <p className={styles.rest}>
          <span>
            {t('filter.rest')} <code dir="ltr">{others}</code>
          </span>
          <button
            type="button"
            onClick={() =>
              onChange({ filter: { ...(from && { from }), ...(to && { to }), ...(discovery && { discovery }) } })
            }
          >
            {t('filter.drop')}
          </button>
        </p>
      )}
      <Choices
        legend={t('sources')}
        choices={data.map(({ source_id, name, enabled }) => ({
          value: source_id,
          name: enabled ? name : t('sources.hidden', { name }),
        }))}
        chosen={sources}
        onChange={(chosen) => onChange({ sources: chosen })}
      />
    </>
  );
}

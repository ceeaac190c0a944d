import { ACT_GROUPS } from '@lagesbild/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { EntryList } from './entry-list.tsx';

const NOTHING = { who: '', what: '', object: '', from: '', to: '' };

/** What is looked for in the log, what there is of it, and the same as a file. */
export function LogSearch() {
  const { t } = useTranslation('audit');
  const [typed, setTyped] = useState(NOTHING);
  const [asked, setAsked] = useState(NOTHING);
  const set = (name: keyof typeof NOTHING) => (value: string) => setTyped({ ...typed, [name]: value });
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString();
  return (
    <>
      <search>
        <form
          className={forms.form}
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(typed);
          }}
        >
          <div className={forms.fields}>
            <TextField
              label={t('who')}
              value={typed.who}
              onText={set('who')}
              dir="auto"
              maxLength={120}
              autoComplete="off"
            />
            <SelectField
              label={t('what')}
              value={typed.what}
              choices={['', ...ACT_GROUPS].map((group) => ({ value: group, name: t(`what.${group || 'all'}`) }))}
              onValue={set('what')}
            />
            <TextField
              label={t('object')}
              value={typed.object}
              onText={set('object')}
              dir="auto"
              maxLength={120}
              autoComplete="off"
            />
            <TextField label={t('from')} type="date" value={typed.from} onText={set('from')} />
            <TextField label={t('to')} type="date" value={typed.to} onText={set('to')} />
          </div>
          <div className={forms.acts}>
            <button type="submit" className="primary">
              {t('search')}
            </button>
            {query !== '' && (
              <button
                type="button"
                onClick={() => {
                  setTyped(NOTHING);
                  setAsked(NOTHING);
                }}
              >
                {t('search.all')}
              </button>
            )}
            <a href={`/api/audit/export.csv?${query}`} download>
              {t('file')}
            </a>
          </div>
        </form>
      </search>
      <EntryList path="/api/audit" query={query} />
    </>
  );
}

import { WalkManager } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import settings from '../settings.module.css';
import { NameForm } from './name-form.tsx';
import { useManagers, useRenew } from './walk-query.ts';

/** How the codes of those begin that an area has added: only they can be taken away here. */
const OWN = 'own_';

/** Who can be responsible for what is seen: organisations and roles, added to and taken from. */
export function Managers() {
  const { t } = useTranslation('walks');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const { data = [] } = useManagers();
  const renew = useRenew();
  const add = useMutation({
    mutationFn: (name: string) => api.post(`/api/${slug}/walk-managers`, { name }, WalkManager),
    onSuccess: renew,
  });
  const remove = useMutation({
    mutationFn: (code: string) => api.delete(`/api/${slug}/walk-managers/${code}`),
    onSuccess: renew,
  });
  return (
    <section className={settings.section}>
      <h2>{t('managers.title')}</h2>
      <p className={settings.note}>{t('managers.note')}</p>
      <ul className={settings.list}>
        {data.map(({ code, names, used }) => (
          <li key={code} className={settings.entry}>
            <span>
              {nameIn(names, language)}
              {used > 0 && ` · ${t('managers.used', { count: used, n: formatNumber(used, language) })}`}
            </span>
            {used === 0 && code.startsWith(OWN) && (
              <SendButton
                type="button"
                aria-label={t('managers.remove', { name: nameIn(names, language) })}
                onClick={() => remove.mutate(code)}
              >
                {t('remove')}
              </SendButton>
            )}
          </li>
        ))}
      </ul>
      <ProblemLine problem={sentenceOf(remove.error)} />
      <NameForm label={t('managers.name')} note={t('managers.name.note')} go={t('managers.add')} add={add} />
    </section>
  );
}

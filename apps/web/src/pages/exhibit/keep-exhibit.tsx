import {
  type Filter,
  formatFilter,
  formatParameters,
  type MethodName,
  type MethodParameters,
} from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api } from '../../api.ts';
import panel from '../../panels/panel.module.css';
import { useArea } from '../../shell/area.tsx';

const Kept = z.object({ exhibit: z.string() });

interface KeepProps<M extends MethodName> {
  method: M;
  filter: Filter;
  parameters: MethodParameters<M>;
}

/** Asks the api what this page worked out for itself: its answer is kept, and opens as an exhibit. */
export function KeepExhibit<M extends MethodName>({ method, filter, parameters }: KeepProps<M>) {
  const { t } = useTranslation('exhibit');
  const { slug } = useArea().municipality;
  const navigate = useNavigate();
  const keep = useMutation({
    mutationFn: () => {
      const query = new URLSearchParams([...formatFilter(filter), ...formatParameters(method, parameters)]);
      return api.get(`/api/${slug}/analysis/${method}?${query}`, Kept);
    },
    onSuccess: ({ exhibit }) =>
      navigate({ to: '/$municipality/underlag/$exhibit', params: { municipality: slug, exhibit } }),
  });
  return (
    <p className={panel.note}>
      <button type="button" disabled={keep.isPending} onClick={() => keep.mutate()}>
        {t(keep.isPending ? 'keep.going' : 'keep.button')}
      </button>{' '}
      {keep.isError && <span role="alert">{t('keep.failed')} </span>}
      <Link to="/$municipality/underlag" params={{ municipality: slug }}>
        {t('keep.list')}
      </Link>
    </p>
  );
}

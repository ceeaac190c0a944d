import { useMay } from '../account/session.ts';

/** Where work begins in an area: at the map, or at the queue for a moderator, who sees no incidents. */
export function useFirstWorkspace(): (slug: string) => '/$municipality/karta' | '/$municipality/granska' {
  const may = useMay();
  return (slug) =>
    !may('see_incidents', slug) && may('moderate_flags', slug) ? '/$municipality/granska' : '/$municipality/karta';
}

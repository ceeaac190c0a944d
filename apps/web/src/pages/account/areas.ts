import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../account/session.ts';
import { installationQuery } from '../../shell/area.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';

/** An area's name by its slug; the slug itself where the name isn't for this person to know. */
export function useAreaName(): (slug: string) => string {
  const language = useLanguage();
  const { data } = useQuery(installationQuery);
  return (slug) => {
    const found = data?.municipalities.find((area) => area.slug === slug);
    return found === undefined ? slug : nameIn(found.names, language);
  };
}

/** Where this person may give roles: slugs, and null for the whole installation. */
export function useManagedAreas(): (string | null)[] {
  const { may } = useSession();
  const { data } = useQuery(installationQuery);
  const managed = may.manage_accounts;
  if (managed === undefined) return [];
  if (managed !== null) return managed;
  return [null, ...(data?.municipalities.map(({ slug }) => slug) ?? [])];
}

import { useArea } from '../shell/area.tsx';
import { nameIn, useLanguage } from '../text/index.ts';

/** The staff map. */
export function Workspace() {
  const { municipality } = useArea();
  const language = useLanguage();
  return <h1>{nameIn(municipality.names, language)}</h1>;
}

import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useSession } from '../account/session.ts';
import { codeOf } from '../shell/page-code.ts';
import { useLanguage } from '../text/index.ts';
import { ImportChip } from './chip.tsx';
import { importDesk, useImportStage } from './desk.ts';
import { DropVeil } from './drop-veil.tsx';
import { keepsFiles } from './stage.ts';

const ImportPanel = lazy(
  codeOf(() => import('./import-panel.tsx').then(({ ImportPanel }) => ({ default: ImportPanel }))),
);

/** Lies over every page: a file can be dropped anywhere, and an import goes on wherever one looks meanwhile. */
export function ImportLayer() {
  const language = useLanguage();
  const stage = useImportStage();
  const { shown } = stage;
  const keeps = keepsFiles(stage);
  const { may } = useSession();
  const queries = useQueryClient();
  useEffect(() => {
    // What an import changes is how many incidents there are, of which kinds, from where: all of it is asked again.
    importDesk.onChanged = () => void queries.invalidateQueries();
    void importDesk.resume();
  }, [queries]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is what makes the sentences old
  useEffect(() => void importDesk.translate(), [language]);
  // They are asked about, not kept: a browser's own store is no place for incidents of the police.
  useEffect(() => {
    if (!keeps) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [keeps]);
  return (
    <>
      {'import_files' in may && <DropVeil />}
      {shown && (
        <Suspense>
          <ImportPanel />
        </Suspense>
      )}
      <ImportChip />
    </>
  );
}

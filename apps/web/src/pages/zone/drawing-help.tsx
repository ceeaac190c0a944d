import { useTranslation } from 'react-i18next';
import { KeyDialog, KeyList } from '../../panels/key-dialog.tsx';
import { KEYS } from './drawing-keys.ts';

/** How zones are drawn with the keys alone. */
export function DrawingHelp({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const { t } = useTranslation('zones');
  return (
    <KeyDialog open={open} onOpen={onOpen} title={t('keys.title')} shut={t('keys.shut')}>
      <KeyList keys={KEYS} words={(does) => t(`keys.${does}`)} />
    </KeyDialog>
  );
}

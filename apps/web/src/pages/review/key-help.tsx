import { useTranslation } from 'react-i18next';
import { BareKeysChoice, KeyDialog, KeyList } from '../../panels/key-dialog.tsx';
import { ACTS } from './acts.ts';

const KEYS = [
  { keys: ['J', '↓'], does: 'next' },
  { keys: ['K', '↑'], does: 'previous' },
  { keys: ['X'], does: 'select' },
  { keys: ['Shift', 'X'], does: 'cluster' },
  ...ACTS.map(({ act, key }) => ({ keys: [key.toUpperCase()], does: act })),
  { keys: ['U'], does: 'undo' },
  { keys: ['Esc'], does: 'escape' },
  { keys: ['?'], does: 'help' },
] as const;

/** The keys of the page, and whether single letters are commands at all. */
export function KeyHelp({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const { t } = useTranslation('review');
  return (
    <KeyDialog open={open} onOpen={onOpen} title={t('keys.title')} shut={t('keys.close')}>
      <KeyList keys={KEYS} words={(does) => t(`keys.${does}`)} />
      <BareKeysChoice label={t('keys.bare')} />
    </KeyDialog>
  );
}

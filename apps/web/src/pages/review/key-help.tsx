import { useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import help from '../../panels/help.module.css';
import panel from '../../panels/panel.module.css';
import { bareKeys, switchBareKeys } from '../../shell/bare-keys.ts';
import { Icon } from '../../shell/icon.tsx';
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
  const [bare, setBare] = useState(bareKeys);
  return (
    <ModalOverlay className={help.overlay!} isOpen={open} isDismissable onOpenChange={onOpen}>
      <Modal className={help.modal!}>
        <Dialog className={help.dialog!}>
          <Heading slot="title" className={help.title!}>
            {t('keys.title')}
          </Heading>
          <Button className={`${panel.tool} ${help.close}`} aria-label={t('keys.close')} slot="close">
            <Icon name="close" />
          </Button>
          <dl className={help.keys}>
            {KEYS.map(({ keys, does }) => (
              <div key={does}>
                <dt>
                  <bdi dir="ltr">
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </bdi>
                </dt>
                <dd>{t(`keys.${does}`)}</dd>
              </div>
            ))}
          </dl>
          <label className={panel.check}>
            <input
              type="checkbox"
              checked={bare}
              onChange={({ target }) => {
                setBare(target.checked);
                switchBareKeys(target.checked);
              }}
            />
            <span>{t('keys.bare')}</span>
          </label>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import help from '../../panels/help.module.css';
import panel from '../../panels/panel.module.css';
import { Icon } from '../../shell/icon.tsx';
import { KEYS } from './drawing-keys.ts';

/** How zones are drawn with the keys alone. */
export function DrawingHelp({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const { t } = useTranslation('zones');
  return (
    <ModalOverlay className={help.overlay!} isOpen={open} isDismissable onOpenChange={onOpen}>
      <Modal className={help.modal!}>
        <Dialog className={help.dialog!}>
          <Heading slot="title" className={help.title!}>
            {t('keys.title')}
          </Heading>
          <Button className={`${panel.tool} ${help.close}`} aria-label={t('keys.shut')} slot="close">
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
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

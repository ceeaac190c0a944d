import { useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { bareKeys, switchBareKeys } from '../shell/bare-keys.ts';
import { Icon } from '../shell/icon.tsx';
import styles from './help.module.css';
import { arrange, useLayout } from './layout.ts';
import panel from './panel.module.css';
import { KEYS } from './shortcuts.ts';

/** What can be done here and with which keys. */
export function Help() {
  const { t } = useTranslation('panels');
  const { help } = useLayout();
  const [bare, setBare] = useState(bareKeys);
  return (
    <ModalOverlay
      className={styles.overlay!}
      isOpen={help}
      isDismissable
      onOpenChange={(open) => arrange({ help: open })}
    >
      <Modal className={styles.modal!}>
        <Dialog className={styles.dialog!}>
          <Heading slot="title" className={styles.title!}>
            {t('help.title')}
          </Heading>
          <Button className={`${panel.tool} ${styles.close}`} aria-label={t('help.close')} slot="close">
            <Icon name="close" />
          </Button>
          <p className={panel.note}>{t('help.intro')}</p>
          {(['page', 'timeline', 'week'] as const).map((where) => (
            <section key={where}>
              <h3 className={styles.where}>{t(`help.where.${where}`)}</h3>
              <dl className={styles.keys}>
                {KEYS[where].map(({ keys, does }) => (
                  <div key={does}>
                    <dt>
                      <bdi dir="ltr">
                        {keys.map((key) => (
                          <kbd key={key}>{key === 'Space' ? t('help.space') : key}</kbd>
                        ))}
                      </bdi>
                    </dt>
                    <dd>{t(`help.${does}`)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <label className={panel.check}>
            <input
              type="checkbox"
              checked={bare}
              onChange={(event) => {
                setBare(event.target.checked);
                switchBareKeys(event.target.checked);
              }}
            />
            <span>{t('help.bareKeys')}</span>
          </label>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

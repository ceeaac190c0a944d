import { useEffect, useRef } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ConnectionLine } from '../shell/connection-line.tsx';
import { Icon } from '../shell/icon.tsx';
import { formatList } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { ChooseFile } from './choose-file.tsx';
import { Confirm } from './confirm.tsx';
import { importDesk, useImportStage } from './desk.ts';
import { Finished } from './finished.tsx';
import styles from './panel.module.css';
import { Reading, Running, Sending, Unsent } from './progress.tsx';
import { type ImportStage, isOver } from './stage.ts';
import { SwapQuestion } from './swap-question.tsx';

/** Which page of the import is open. */
type Page = 'choose' | 'sending' | 'unsent' | 'reading' | 'confirm' | 'running' | 'finished';

export function pageOf({ phase, held, surveyed }: ImportStage): Page {
  if (phase === 'none') return 'choose';
  if (phase !== 'held' || held === null) return phase === 'unsent' ? 'unsent' : 'sending';
  if (isOver(held)) return 'finished';
  if (held.state === 'running') return 'running';
  return surveyed === null ? 'reading' : 'confirm';
}

const PAGES = { choose: ChooseFile, sending: Sending, unsent: Unsent, reading: Reading, running: Running } as const;

/** The import, from the dropped file to its last row; it can be put away at any moment and goes on. */
export function ImportPanel() {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const stage = useImportStage();
  const page = pageOf(stage);
  const title = useRef<HTMLHeadingElement>(null);
  // A new page begins at its heading, for eyes and for screen readers.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is what moves the focus
  useEffect(() => title.current?.focus(), [page]);
  const state = stage.held?.state;
  const name = page === 'finished' && state !== undefined ? `title.${state}` : `title.${page}`;
  const Page = page === 'confirm' || page === 'finished' ? null : PAGES[page];
  return (
    <ModalOverlay className={styles.overlay!} isOpen onOpenChange={(open) => !open && importDesk.putAway()}>
      <Modal className={`${styles.modal} ${page === 'confirm' ? styles.wide : ''}`}>
        <Dialog className={styles.dialog!}>
          <header className={styles.head}>
            <Heading slot="title" className={styles.title!} ref={title} tabIndex={-1}>
              {t(name)}
            </Heading>
            {stage.file !== null && (
              <p className={styles.file}>
                <bdi>{stage.file.name}</bdi>
              </p>
            )}
            <Button className={styles.close!} aria-label={t('act.putAway')} slot="close">
              <Icon name="close" />
            </Button>
          </header>
          <ConnectionLine />
          <SwapQuestion />
          {stage.queue.length > 0 && (
            <p className={styles.strip} role="status">
              {t('queue.waiting', {
                files: formatList(
                  stage.queue.map(({ name }) => name),
                  language,
                ),
              })}
            </p>
          )}
          {page === 'confirm' && stage.surveyed !== null && <Confirm surveyed={stage.surveyed} />}
          {page === 'finished' && stage.held !== null && <Finished held={stage.held} />}
          {Page !== null && <Page />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

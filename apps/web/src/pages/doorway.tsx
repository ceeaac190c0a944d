import type { ReactNode } from 'react';
import { OwnChoices } from '../shell/own-choices.tsx';
import styles from './landing.module.css';
import { AccessibilityLink } from './lawful/accessibility-link.tsx';
import { PageSketch } from './page-sketch.tsx';

/** What stands before the workspaces: a panel over a drawn city, with language and theme at its foot. */
export function Doorway({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.landing}>
      <PageSketch />
      <main className={styles.panel}>
        <h1 className={styles.name}>{title}</h1>
        {children}
        <footer className={styles.foot}>
          <OwnChoices />
          <AccessibilityLink />
        </footer>
      </main>
    </div>
  );
}

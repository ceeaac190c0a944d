import { remember, remembered } from './preference.ts';

const KEPT_AS = 'lagesbild.bare-keys';

/** Keys without Ctrl can get in the way of speech input (WCAG 2.1.4): they can be switched off. */
export const bareKeys = (): boolean => remembered(KEPT_AS) !== 'off';
export const switchBareKeys = (on: boolean): void => remember(KEPT_AS, on ? null : 'off');

/** Is a key meant as text? A slider and a box to tick hold none. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type=range], [type=checkbox]), select, textarea, [contenteditable=true]') !== null;

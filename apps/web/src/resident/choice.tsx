/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

interface ChoiceProps {
  children: ComponentChildren;
  chosen: boolean;
  /** What is said of it at the end of its line. */
  remark?: string | undefined;
  onTap(): void;
}

/** One of several that may be chosen together. */
export function Choice({ children, chosen, remark, onTap }: ChoiceProps) {
  return (
    <button type="button" class="choice" aria-pressed={chosen} onClick={onTap}>
      <span class="box">{chosen && <Icon name="check" />}</span>
      <span>{children}</span>
      {remark !== undefined && <small>{remark}</small>}
    </button>
  );
}

interface PickProps {
  children: ComponentChildren;
  lead?: string | undefined;
  icon?: Parameters<typeof Icon>[0]['name'];
  chosen?: boolean;
  onTap(): void;
}

/** One that answers the question by itself: a tap leads on. */
export function Pick({ children, lead, icon, chosen, onTap }: PickProps) {
  return (
    <button
      type="button"
      class="choice"
      {...(chosen === undefined ? {} : { 'aria-current': chosen ? ('true' as const) : undefined })}
      onClick={onTap}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span>
        {children}
        {lead !== undefined && <small>{lead}</small>}
      </span>
    </button>
  );
}

interface SegmentsProps<T extends string> {
  label: string;
  options: readonly (readonly [value: T, words: string])[];
  value: T | null;
  onChange(value: T): void;
}

/** A short row of which one holds. */
export function Segments<T extends string>({ label, options, value, onChange }: SegmentsProps<T>) {
  return (
    <fieldset class="segments">
      <legend>{label}</legend>
      {options.map(([one, words]) => (
        <label key={one}>
          <input type="radio" name={label} checked={one === value} onChange={() => onChange(one)} />
          <bdi>{words}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

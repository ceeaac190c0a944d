/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface QuestionProps {
  title: string;
  lead?: string;
  /** What the question is about: the place that was chosen. */
  about?: string | undefined;
  children: ComponentChildren;
}

/** One question a screen. Its heading gets the focus, so that a screen reader begins there. */
export function Question({ title, lead, about, children }: QuestionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another screen
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <main>
      {about !== undefined && (
        <p class="about">
          <bdi>{about}</bdi>
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead !== undefined && (
        <p class="lead">
          <bdi>{lead}</bdi>
        </p>
      )}
      {children}
    </main>
  );
}

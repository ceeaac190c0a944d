import type { Import, ImportDecision, NewArea, SourceChoice } from '@lagesbild/contract';
import { type Asked, mergeAsked } from './asked.ts';
import { type Draft, decisionOf } from './draft.ts';

/** What a file is called and how big it is, before and while it is sent. */
export interface FileFacts {
  name: string;
  bytes: number;
}

/** A request that is under way, so that its button says so and isn't pressed twice. */
export type Busy = 'starting' | 'cancelling' | 'undoing';

/** Everything the import page shows. There is one import at a time in a page; the server may hold more. */
export interface ImportStage {
  /** The panel is open; put away, an import goes on and a chip stands for it. */
  shown: boolean;
  /** none: nothing here · sending: on its way · unsent: didn't arrive · held: the server has it */
  phase: 'none' | 'sending' | 'unsent' | 'held';
  file: FileFacts | null;
  sent: number;
  held: Import | null;
  /** The last answer with a whole survey: stands, dimmed, while the file is looked through again. */
  surveyed: Import | null;
  /** The area that the file itself proposed; kept when another is tried. */
  proposed: NewArea | null;
  asked: Asked[];
  draft: Draft;
  /** What the server was last told, as text, so that nothing is said twice. */
  told: string;
  busy: Busy | null;
  /** The last no, in words. */
  problem: string | null;
  /** Files that came while another waits for answers: the person says what shall become of them. */
  next: FileFacts[];
  /** Files that are read when this one is done, in their order. */
  queue: FileFacts[];
}

const NO_DRAFT: Draft = { mapping: null, area: null, area_edits: {}, source: null, answered: [] };

export const NOTHING: ImportStage = {
  shown: false,
  phase: 'none',
  file: null,
  sent: 0,
  held: null,
  surveyed: null,
  proposed: null,
  asked: [],
  draft: NO_DRAFT,
  told: '{}',
  busy: null,
  problem: null,
  next: [],
  queue: [],
};

export type ImportEvent =
  | { type: 'opened' }
  | { type: 'put_away' }
  | { type: 'dropped'; files: FileFacts[] }
  | { type: 'kept' }
  | { type: 'queued' }
  | { type: 'turn' }
  | { type: 'sent'; bytes: number }
  | { type: 'refused'; problem: string }
  | { type: 'heard'; held: Import }
  | { type: 'edited'; draft: Partial<Draft> }
  | { type: 'told'; decision: ImportDecision }
  | { type: 'asked'; busy: Busy }
  | { type: 'stopped'; problem: string | null }
  | { type: 'forgotten' };

/** Nothing more will happen to it. */
export const isOver = (held: Pick<Import, 'state'>): boolean =>
  held.state === 'done' || held.state === 'cancelled' || held.state === 'failed' || held.state === 'undone';

/** Would a new file push aside what somebody is working on? */
const inTheWay = (stage: ImportStage): boolean =>
  stage.phase === 'sending' || (stage.phase === 'held' && stage.held !== null && !isOver(stage.held));

/** Would leaving the page lose files that only the page has? What the server holds goes on without it. */
export const keepsFiles = (stage: ImportStage): boolean =>
  stage.phase === 'sending' || stage.queue.length + stage.next.length > 0;

/** A running import isn't swapped for another file: that waits its turn. */
const isRunning = (stage: ImportStage): boolean => stage.phase === 'held' && stage.held?.state === 'running';

/** The page after something happened. Pure: sending and asking are the desk's. */
export function after(stage: ImportStage, event: ImportEvent): ImportStage {
  switch (event.type) {
    case 'opened':
      return { ...stage, shown: true };
    case 'put_away':
      // Nothing to come back to: the panel leaves nothing behind.
      return stage.phase === 'none' || (stage.held !== null && isOver(stage.held))
        ? { ...NOTHING, queue: stage.queue }
        : { ...stage, shown: false, next: [] };
    case 'dropped':
      return dropped(stage, event.files);
    case 'kept':
      return { ...stage, next: [] };
    case 'queued':
      return { ...stage, queue: [...stage.queue, ...stage.next], next: [] };
    case 'turn':
      return dropped({ ...NOTHING, queue: stage.queue.slice(1) }, stage.queue.slice(0, 1));
    case 'sent':
      return stage.phase === 'sending' ? { ...stage, sent: event.bytes } : stage;
    case 'refused':
      return { ...stage, phase: 'unsent', problem: event.problem, busy: null };
    case 'heard':
      return heard(stage, event.held);
    case 'edited':
      return { ...stage, draft: { ...stage.draft, ...event.draft }, problem: null };
    case 'told':
      return { ...stage, told: JSON.stringify(event.decision) };
    case 'asked':
      return { ...stage, busy: event.busy, problem: null };
    case 'stopped':
      return { ...stage, busy: null, problem: event.problem };
    case 'forgotten':
      return { ...NOTHING, shown: stage.shown, queue: stage.queue };
  }
}

function dropped(stage: ImportStage, files: readonly FileFacts[]): ImportStage {
  // Rows go in: there is nothing to ask.
  if (isRunning(stage)) return { ...stage, shown: true, queue: [...stage.queue, ...files] };
  if (inTheWay(stage)) return { ...stage, shown: true, next: [...files] };
  const [file = null, ...more] = files;
  return file === null ? stage : { ...NOTHING, shown: true, phase: 'sending', file, queue: [...more, ...stage.queue] };
}

function heard(stage: ImportStage, held: Import): ImportStage {
  const whole = held.state === 'waiting' && held.preview !== null;
  const next: ImportStage = {
    ...stage,
    phase: 'held',
    file: { name: held.file_name, bytes: held.bytes },
    held,
    surveyed: whole ? held : stage.surveyed,
    proposed: held.new_area ?? stage.proposed,
    asked: whole ? mergeAsked(stage.asked, held) : stage.asked,
  };
  // What the server made of an answer (a coordinate system's name, the time zone of where the rows now lie) is taken
  // over, unless the person has gone on meanwhile.
  const answered = whole && stage.draft.mapping !== null && JSON.stringify(decisionOf(stage, 'looking')) === stage.told;
  if (!answered) return next;
  const settled = { ...next, draft: { ...stage.draft, mapping: held.mapping } };
  return { ...settled, told: JSON.stringify(decisionOf(settled, 'looking')) };
}

/** The source as it will be kept: what the person says, else the guess. */
export const sourceOf = ({ draft, held }: ImportStage): SourceChoice | null => draft.source ?? held?.source ?? null;

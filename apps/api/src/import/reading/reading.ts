/** From a file of any kind to drafts of incidents: no database, nothing stored. In the order of the work. */

export type { KnownArea } from './area.ts';
export type { CategoryMapping } from './category.ts';
export { whereDoubts } from './doubt.ts'; // what is asked about where the rows lie
export type { AreaCountDraft, Draft, Normaliser, Outcome, Rejection, Skipped } from './draft.ts';
export { UNCLASSIFIED } from './draft.ts';
export { type Fault, ReadingError } from './faults.ts'; // why a file is, in words
export { latestAt } from './future.ts'; // what can't have happened yet
export { type Guess, type GuessContext, guessMapping, locateFile } from './guess.ts'; // what do its columns mean, and where is it?
export type { KeptSource } from './kept.ts';
export type { Where } from './new-area.ts';
export { createNormaliser, type NormaliserContext } from './normaliser.ts'; // a row becomes a draft
export { createUnprojection, isKnownSystem } from './projection.ts'; // metres or feet → degrees
export { type Doubt, questionInWords } from './question.ts'; // what a person must settle, in words
export { type RejectionReason, reasonInWords, reasonSaid, type SkipReason } from './reasons.ts'; // why a row is left out, in words
export { openFile } from './source.ts'; // what is this file, and how are its rows read?
export type { Detected, Limits, OpenOptions, RawRow, SourceFile } from './source-file.ts';
export { type Survey, surveyDoubts, surveyFile } from './survey.ts'; // what would an import do with it?
export type { Wide } from './wide.ts';

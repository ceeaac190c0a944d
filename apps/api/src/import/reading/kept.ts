import type { Mapping, SourceChoice } from '@lagesbild/contract';
import type { SourceFile } from './source-file.ts';

/** A source that files have come from before. */
export interface KeptSource {
  source: SourceChoice;
  /** Slug of its area. */
  municipality: string;
  mapping: Mapping;
}

/** The kept mapping of the same format whose columns the file has, the one that uses most of them. */
export function findKept(file: SourceFile, kept: readonly KeptSource[]): KeptSource | null {
  let best: KeptSource | null = null;
  let most = 0;
  for (const candidate of kept) {
    const { columns, format } = candidate.mapping;
    const same =
      format === file.format || (format === 'area_counts' && (file.format === 'csv' || file.format === 'xlsx'));
    const wanted = Object.values(columns);
    if (!same || !wanted.every((header) => file.headers.includes(header))) continue;
    if (wanted.length > most) {
      best = candidate;
      most = wanted.length;
    }
  }
  return best;
}

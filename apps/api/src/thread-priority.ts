import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { basename } from 'node:path';

/** Below whoever answers: on a machine with as many busy threads as processors, the event loop comes first. */
const BESIDE = 10;
const LOWEST = 19;

/**
 * Lets the thread that calls it yield to the process's other threads. On Linux a thread has a priority of its own, by its own
 * number; elsewhere, and where the system refuses, nothing changes.
 */
export function yieldToOthers(): void {
  if (process.platform !== 'linux') return;
  try {
    const thread = Number(basename(readlinkSync('/proc/thread-self')));
    setPriority(thread, Math.min(LOWEST, getPriority(thread) + BESIDE));
  } catch {
    // It is only slower.
  }
}

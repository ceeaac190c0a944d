import { statfsSync } from 'node:fs';

/** Three segments of the write-ahead log: what one statement may take before the next is asked. */
export const ROOM_MIN_BYTES = 48 * 1024 * 1024;

/**
 * Is there room on the folder's disk for a statement that writes? The embedded engine has no answer to a full disk: it
 * aborts, and doesn't open again before there is room. So a write is refused while reading still works.
 */
export function hasRoom(folder: string, bytes = ROOM_MIN_BYTES): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= bytes;
}

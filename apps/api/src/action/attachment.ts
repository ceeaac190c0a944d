import { ProblemError } from '../errors.ts';
import { redrawn } from '../picture.ts';
import { printable } from '../sentence.ts';

/** A file that may be kept with an action. */
export interface Drawn {
  name: string;
  type: string;
  content: Buffer;
}

const SIDE_MAX = 4096;
const NAME_MAX = 120;

/**
 * A picture is drawn anew, a PDF is kept as it is.
 * @throws {ProblemError} action_attachment_type, action_attachment_broken
 */
export async function drawnAnew(filename: string, bytes: Buffer): Promise<Drawn> {
  const name =
    printable(filename.replace(/^.*[\\/]/, ''))
      .trim()
      .slice(0, NAME_MAX) || 'fil';
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return { name, type: 'application/pdf', content: bytes };
  const picture = await redrawn(bytes, SIDE_MAX);
  if (picture === 'none') throw new ProblemError('action_attachment_type');
  if (picture === 'broken') throw new ProblemError('action_attachment_broken');
  return { name, type: `image/${picture.format}`, content: picture.content };
}

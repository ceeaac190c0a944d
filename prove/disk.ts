import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A tool of the system, to its end. @throws with what it said */
function tool(file: string, ...args: string[]): void {
  const done = spawnSync(file, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${file} ${args.join(' ')}: ${done.stderr || done.error?.message}`);
}

/** EXT4_IOC_SHUTDOWN without flushing the journal: from here on nothing reaches the disk, as when the power goes. */
const SHUTDOWN =
  'sysopen(F, $ARGV[0], 0) or die $!; my $how = pack("L", 2); defined ioctl(F, 0x8004587D, $how) or die $!;';

/** A small disk of our own, in a file: ext4 behind a loop device, to be filled, taken away and cut off. Needs root. */
export class Disk {
  readonly #folder = mkdtempSync(join(tmpdir(), 'lb-disk-'));
  readonly mount = join(this.#folder, 'mount');
  #image = join(this.#folder, 'image');
  #mounted = false;

  /** @throws where loop devices or root are missing */
  constructor(megabytes: number) {
    try {
      // PostgreSQL runs as a user of its own, and has to get here.
      chmodSync(this.#folder, 0o755);
      mkdirSync(this.mount);
      tool('truncate', '-s', `${megabytes}M`, this.#image);
      tool('mkfs.ext4', '-q', '-E', 'lazy_itable_init=0', '-m', '0', this.#image);
      this.attach();
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  attach(): void {
    tool('mount', '-o', 'loop', this.#image, this.mount);
    this.#mounted = true;
  }

  detach(): void {
    if (this.#mounted) tool('umount', this.mount);
    this.#mounted = false;
  }

  /** The power goes: what the file system hasn't sent to the disk is gone. Then `detach` and `attach` are the next start. */
  cut(): void {
    tool('perl', '-e', SHUTDOWN, this.mount);
  }

  /** Leaves less than a megabyte free. @returns makes the room again */
  fill(): () => void {
    const filler = join(this.mount, 'filler');
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=256k'], { stdio: 'ignore' });
    return () => rmSync(filler);
  }

  readOnly(on: boolean): void {
    tool('mount', '-o', `remount,${on ? 'ro' : 'rw'}`, this.mount);
  }

  /** Keeps the disk as it is now, for `reset`. */
  keep(): void {
    this.detach();
    tool('cp', '--sparse=always', this.#image, `${this.#image}.kept`);
    this.attach();
  }

  reset(): void {
    this.detach();
    tool('cp', '--sparse=always', `${this.#image}.kept`, this.#image);
    this.attach();
  }

  remove(): void {
    this.detach();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** @returns a disk, or why there can't be one here */
export function makeDisk(megabytes: number): Disk | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'no root on Linux here';
  try {
    return new Disk(megabytes);
  } catch (error) {
    return (error as Error).message;
  }
}

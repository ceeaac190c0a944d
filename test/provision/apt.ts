import { spawnSync } from 'node:child_process';

/** Debian packages may be fetched by root on a system that has apt; elsewhere the person is told what to install. */
export const mayInstall = (): boolean =>
  process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;

let listsAreFresh = false;

/**
 * Install Debian packages, with the package lists brought up to date once a run.
 * @returns whether apt-get said that all went well
 */
export function installPackages(...names: string[]): boolean {
  const apt = (...args: string[]): boolean =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  console.log(`installing ${names.join(', ')}`);
  if (!listsAreFresh) listsAreFresh = apt('update');
  return apt('install', '-y', '--no-install-recommends', ...names);
}

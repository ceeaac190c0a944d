/** @jsxImportSource preact */
import type { FlagForm, ResidentAdditions } from '@lagesbild/contract';
import { render } from 'preact';
import { isWorker, keepOffline } from '../offline/register.ts'; // the page without a connection
import '../theme/base.css'; // tokens, type, focus
import './look.css'; // the one look of this page
import { guardSinks } from '../trusted-types.ts'; // what may become markup or a program
import { readAddress } from './address.ts'; // whose page, and which
import { NO_ADDITIONS } from './around.ts'; // what every screen has around it
import { offerInstallation } from './installation.ts'; // the page among a phone's own
import { openShelf } from './kept.ts'; // what this phone keeps
import { allListed, fileOf, wanted } from './languages.ts'; // the sentences of one language
import { ResidentPage } from './page.tsx'; // telling, or a receipt
import { planeOf } from './place/cell.ts'; // the area's own metres
import { ask } from './wire.ts'; // the api

guardSinks(isWorker);

const { area, page, code } = readAddress(location.pathname, location.hash);
// A code behind the # was for this page, not for whoever looks at its address.
if (location.hash !== '') history.replaceState(null, '', location.pathname);

const root = document.getElementById('root')!;
const [form, additions, shelf] = await Promise.all([
  ask<FlagForm>('GET', `/api/${area}/flags/form`).catch((error: unknown) => error as Error),
  ask<ResidentAdditions>('GET', '/api/installation/resident').catch(() => NO_ADDITIONS),
  openShelf(),
]);
const language = wanted(allListed(additions.languages));
const file = await fileOf(language, additions.languages).catch(() => fileOf('sv', []));
const begun = await shelf.draft(area).catch(() => null);

render(
  <ResidentPage
    area={area}
    first={{ page, code }}
    form={form}
    plane={form instanceof Error ? null : await planeOf(form)}
    additions={additions}
    shelf={shelf}
    file={file}
    begun={begun}
  />,
  root,
);
offerInstallation(area);
keepOffline(area, 'plats');

/** @jsxImportSource preact */
import { render } from 'preact';
import '../theme/base.css'; // tokens, type, focus
import '../resident/look.css'; // a phone's page looks like the other one
import './visit.css'; // and has a few parts of its own
import { isWorker, keepOffline } from '../offline/register.ts'; // the page without a connection
import { guardSinks } from '../trusted-types.ts'; // what may become markup or a program
import { openShelf } from './kept.ts'; // what this phone keeps
import { VisitPage } from './page.tsx'; // a key, or visits
import { languageOf, wordsOf } from './words.ts'; // the sentences of one language

guardSinks(isWorker);

const area = location.pathname.split('/')[1] ?? '';
const given = decodeURIComponent(location.hash.slice(1));
// A key behind the # was for this page, not for whoever looks at its address.
if (location.hash !== '') history.replaceState(null, '', location.pathname);

const language = languageOf(navigator.languages);
const say = wordsOf(language);
document.documentElement.lang = language;
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
document.title = say('title');

const root = document.getElementById('root')!;
try {
  const shelf = await openShelf();
  render(<VisitPage area={area} say={say} shelf={shelf} kept={await shelf.page(area)} given={given} />, root);
  keepOffline(area, 'besok');
} catch {
  render(<p role="alert">{say('no_shelf')}</p>, root);
}

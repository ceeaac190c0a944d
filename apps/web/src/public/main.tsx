import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../theme/base.css'; // tokens, type, focus
import './look.css';
import { applyTheme, chosenTheme } from '../shell/preference.ts'; // light or dark, before the first paint
import { guardSinks } from '../trusted-types.ts'; // what may become markup or a program
import { PublicPage } from './page.tsx';
import { firstLanguage } from './words.ts';

guardSinks();
applyTheme(chosenTheme());
document.documentElement.lang = firstLanguage(); // what the server says no in

const [, slug = '', page] = location.pathname.split('/');
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <PublicPage slug={slug} embedded={page === 'inbaddad'} />
  </StrictMode>,
);

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../theme/base.css'; // tokens, type, focus
import './look.css';
import { guardSinks } from '../trusted-types.ts'; // what may become markup or a program
import { PublicPage } from './page.tsx';

guardSinks();

const [, slug = '', page] = location.pathname.split('/');
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <PublicPage slug={slug} embedded={page === 'inbaddad'} />
  </StrictMode>,
);

import './without-eval.ts'; // before the first schema
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './theme/base.css'; // tokens, type, focus
import './shell/controls.css'; // the few controls that every panel shares
import { App, router } from './app.tsx'; // routes and what they need around them
import { filterStore } from './filter.ts'; // the question, in the address
import { isWorker } from './offline/register.ts'; // a page without a connection
import { watchConnection } from './shell/connection.ts'; // whether the server is there
import { applyTheme, chosenTheme } from './shell/preference.ts'; // light or dark, before the first paint
import { startText } from './text/index.ts'; // the sentences of one language
import { guardSinks } from './trusted-types.ts'; // what may become markup or a program

guardSinks(isWorker);

// React Aria writes this rule into the page unless an element of this name is there. Our security policy allows rules
// from files only, so the rule stands in controls.css and the name is taken.
const pressable = document.createElement('template');
pressable.id = 'react-aria-pressable-style';
document.head.append(pressable);

applyTheme(chosenTheme());
filterStore.connect(router.history);
watchConnection();
await startText();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

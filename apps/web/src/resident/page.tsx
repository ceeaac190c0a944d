/** @jsxImportSource preact */
import type { FlagForm, ResidentAdditions, ResidentLanguage } from '@lagesbild/contract';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { addressOf, type PageAddress } from './address.ts';
import { AroundContext } from './around.ts';
import { CallLine } from './call.tsx';
import { useDelivery } from './delivery.ts';
import type { KeptDraft, Shelf } from './kept.ts';
import { fileOf, rememberLanguage } from './languages.ts';
import { EMERGENCY, POLICE } from './lines.ts';
import type { Plane } from './place/transverse-mercator.ts';
import { ReceiptPage } from './receipt/receipt-page.tsx';
import { speechOf } from './speech.ts';
import { Telling } from './telling.tsx';
import { Refusal } from './wire.ts';

interface ResidentPageProps {
  area: string;
  first: Pick<PageAddress, 'page' | 'code'>;
  /** What the api asks for here, or why it can't be had. */
  form: FlagForm | Error;
  plane: Plane | null;
  additions: ResidentAdditions;
  shelf: Shelf;
  file: ResidentLanguage;
  begun: KeptDraft | null;
}

/** The page of residents: telling about a place, or what became of it. */
export function ResidentPage({ area, first, form, plane, additions, shelf, begun, ...given }: ResidentPageProps) {
  const [file, setFile] = useState(given.file);
  const speech = useMemo(() => speechOf(file), [file]);
  const [view, setView] = useState(first);
  const delivery = useDelivery(shelf, area);

  useEffect(() => {
    document.documentElement.lang = speech.language;
    document.documentElement.dir = speech.dir;
    // Nothing that tells over somebody's shoulder what it is for.
    document.title = speech.say('title');
  }, [speech]);

  async function speak(language: string): Promise<void> {
    setFile(await fileOf(language, additions.languages));
    rememberLanguage(language);
  }
  /** In place: the page has one entry in the browser's history, so that leaving quickly leaves nothing to go back to. */
  function show(page: PageAddress['page'], code: string | null): void {
    history.replaceState(null, '', addressOf(area, page));
    setView({ page, code });
  }

  if (form instanceof Error || plane === null)
    return (
      <div class="page">
        <main>
          <h1>{speech.say('title')}</h1>
          <p role="alert">
            {speech.say(form instanceof Refusal && form.status === 404 ? 'failed.nowhere' : 'failed.load')}
          </p>
          <button type="button" class="primary" onClick={() => location.reload()}>
            {speech.say('retry')}
          </button>
          <div class="calls">
            <CallLine line={EMERGENCY} speech={speech} strong />
            <CallLine line={POLICE} speech={speech} />
          </div>
        </main>
      </div>
    );
  return (
    <AroundContext.Provider value={{ area, form, plane, shelf, speech, additions }}>
      {view.page === 'kvitto' ? (
        <ReceiptPage given={view.code} onSpeak={speak} onTell={() => show('plats', null)} />
      ) : (
        <Telling
          delivery={delivery}
          begun={begun}
          onSpeak={speak}
          onReceipt={(code) => {
            delivery.clear();
            show('kvitto', code);
          }}
        />
      )}
    </AroundContext.Provider>
  );
}

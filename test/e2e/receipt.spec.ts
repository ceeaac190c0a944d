import type { FlagReceipt, ModerationQueue, NewDecision, NewFlag } from '@lagesbild/contract';
import type { Page } from '@playwright/test';
import { type App, expect, startApp, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'receipt' });

const FLAG: NewFlag = {
  ...{ kind: 'feels', feeling: 'unsafe', where: { place: 'valsta-centrum' }, reasons: ['dark'], weightiest: 'dark' },
  ...{ times: ['evening'], days: 'both' },
};
type Choice = NewDecision extends infer D ? (D extends unknown ? Omit<D, 'flags' | 'into'> : never) : never;
const ANSWER = { act: 'answer', action_id: null } as const;
const because = (reason: string): Choice => ({ act: 'reject', reason }) as Choice;

/** What is decided of a flag, and what its sender then reads, in Swedish, English and Arabic. */
const STATUSES: readonly { decided: Choice | null; title: string[]; lead: (string | RegExp)[]; calls?: true }[] = [
  {
    decided: null,
    title: ['Mottaget', 'Received', 'وصل'],
    lead: [/läses inom 3 arbetsdagar/, /read within 3 working days/, /خلال 3 أيام عمل/],
  },
  {
    decided: { act: 'publish' },
    title: ['Läst', 'Read', 'قُرئ'],
    lead: [/kommunen har läst det/, /municipality has read it/, /قرأه شخص/],
  },
  {
    decided: { act: 'merge' },
    title: ['Läst', 'Read', 'قُرئ'],
    lead: [/kommunen har läst det/, /municipality has read it/, /قرأه شخص/],
  },
  {
    decided: { ...ANSWER, state: 'planned', text: { sv: 'Ny belysning i vår.', en: 'New lights this spring.' } },
    title: ['Planerat', 'Planned', 'مخطط له'],
    lead: ['Ny belysning i vår.', 'New lights this spring.', 'Ny belysning i vår.'],
  },
  {
    decided: { ...ANSWER, state: 'done', text: { sv: 'Belysningen är lagad.' } },
    title: ['Gjort', 'Done', 'أُنجز'],
    lead: ['Belysningen är lagad.', 'Belysningen är lagad.', 'Belysningen är lagad.'],
  },
  {
    decided: { ...ANSWER, state: 'declined', text: { sv: 'Marken är inte kommunens.' } },
    title: ['Vi kan inte, därför att …', 'We can’t, because …', 'لا نستطيع، لأن …'],
    lead: ['Marken är inte kommunens.', 'Marken är inte kommunens.', 'Marken är inte kommunens.'],
  },
  {
    decided: because('emergency'),
    title: ['Vi kan inte, därför att …', 'We can’t, because …', 'لا نستطيع، لأن …'],
    lead: [/behöver hjälp genast/, /needs help right away/, /مساعدة فورية/],
    calls: true,
  },
  ...(['points_at_somebody', 'not_a_place', 'elsewhere', 'no_sense', 'attack'] as const).map((reason, i) => ({
    decided: because(reason),
    title: ['Vi kan inte, därför att …', 'We can’t, because …', 'لا نستطيع، لأن …'],
    lead: [
      [/pekar ut en person/, /handlar inte om en plats/, /inte i vårt område/, /inte förstå det/, /för att störa/][i]!,
      [/points at a person/, /isn’t about a place/, /isn’t in our area/, /couldn’t understand/, /sent to disturb/][i]!,
      [/يدل على شخص/, /لا يخص مكانًا/, /ليس في منطقتنا/, /لم نستطع فهمه/, /للإزعاج/][i]!,
    ],
  })),
];
const LANGUAGES = ['Svenska', 'English', 'العربية'];
const PHONE = { width: 360, height: 740 };

let own: App;
test.beforeAll(async () => {
  own = await startApp({ FLAG_FLOOD: '10000' });
});
test.afterAll(() => own?.stop());

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', origin: own.url };
  const answer = await fetch(`${own.url}/api/sigtuna/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return (await answer.json()) as Answer;
}
const waiting = async (): Promise<ModerationQueue['flags']> =>
  ((await (await fetch(`${own.url}/api/sigtuna/moderation?stage=waiting`)).json()) as ModerationQueue).flags;

/** A flag sent and decided about. @returns its receipt */
async function sentAndDecided(decided: Choice | null): Promise<string> {
  const before = new Set((await waiting()).map(({ flag_id }) => flag_id));
  const { receipt } = await post<FlagReceipt>('flags', FLAG);
  const now = await waiting();
  const { flag_id, version } = now.find((flag) => !before.has(flag.flag_id))!;
  if (decided === null) return receipt;
  const other = now.find((flag) => flag.flag_id !== flag_id);
  const into = decided.act === 'merge' ? { into: { flag_id: other!.flag_id, version: other!.version } } : {};
  await post('moderation/decisions', { ...decided, ...into, flags: [{ flag_id, version }] });
  return receipt;
}

async function speak(page: Page, language: string): Promise<void> {
  await page.locator('header button').first().click();
  await page.getByRole('button', { name: language, exact: true }).click();
}

test('every status is what its sender reads: received, read, planned, done, and each reason why not, in three languages, on a phone and on paper', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const receipts: string[] = [];
  for (const { decided } of STATUSES) receipts.push(await sentAndDecided(decided));
  const context = await browser.newContext({ viewport: PHONE, locale: 'sv', hasTouch: true });
  const page = await context.newPage();
  // A receipt is looked up now and then only: once for all languages.
  for (const [i, { title, lead, calls }] of STATUSES.entries()) {
    await page.goto('about:blank');
    await page.goto(`${own.url}/sigtuna/plats/kvitto#${receipts[i]}`);
    for (const [l, language] of LANGUAGES.entries()) {
      await speak(page, language);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title[l]!);
      await expect(page.locator('main .lead').first()).toHaveText(lead[l]!);
      await expect(page.locator('main .call')).toHaveCount(calls ? 5 : 0);
      await expectNoSideways(page, `status ${i} in ${language}`);
    }
    if (!calls) continue;
    await expect(page.locator('main .call').first()).toHaveAttribute('href', 'tel:112');
    await expectAccessible(page, 'whom to call, in Arabic');
  }
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('main .lead').first()).toBeVisible();
  await expect(page.locator('main .steps')).toBeVisible();
  await expect(page.locator('button:visible')).toHaveCount(0);
  await context.close();
});

// SPDX-License-Identifier: Apache-2.0
// Clicks through every page in a real browser: npm run e2e -- ADDRESS
//
// Without an address it serves the invented world of fixture.ts, and then also checks that swapping the two parties
// changes nothing but their names. Any console error, failed request or accessibility violation fails the run.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { open_browser } from './browser';
import { names } from './fixture';
import { address_of, serve } from './fixture-server';

const paths = ['/', '/agreement', '/gate', '/tallies', '/incidents', '/documents', '/positions', '/report', '/log'];
const axe_source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let failures = 0;
let browser_ended = false;

function check(holds: boolean, what: string): void {
  if (holds) return;
  failures += 1;
  console.log(`  FAILED ${what}`);
}

export async function main([given = '']: string[]): Promise<number> {
  const server = given ? null : await serve(names);
  const address = server ? address_of(server) : new URL(given).origin;
  const browser = await open_browser();
  browser.once('disconnected', () => (browser_ended = true));
  const ids = await known_ids(address);

  const steps: [name: string, step: (page: Page) => Promise<void>][] = [
    ['every page, in light', (page) => walk_pages(page, address, ids, 'light')],
    ['every page, in dark', (page) => walk_pages(page, address, ids, 'dark')],
    ['every page, on a phone', (page) => walk_phone(page, address, ids)],
    ['navigation, back and forward', (page) => navigate(page, address)],
    ['a figure opens to its rows and their words', (page) => open_figure(page, address)],
    ['viewpoints side by side, by keyboard', (page) => compare_viewpoints(page, address)],
    ['lit words open by keyboard', (page) => light_words(page, address, ids)],
    ['the viewpoint switch', (page) => switch_viewpoint(page, address)],
    ['the as-known bar', (page) => change_moment(page, address)],
    ['the theme switch', (page) => switch_theme(page, address)],
    ['the filters', (page) => filter(page, address)],
    ['sorting a table', (page) => sort_table(page, address)],
    ['verifying the log', (page) => verify_log(page, address)],
    ['the keyboard alone', (page) => walk_by_keyboard(page, address)],
    ['nothing known, nothing there', (page) => empty_and_missing(page, address)],
    ['paper', (page) => print(page, address)],
  ];
  for (const [name, step] of steps) if (!browser_ended) await run(browser, name, step);
  check(!browser_ended, 'the browser lived to the end');
  if (server && !browser_ended) await run(browser, 'swapped parties', (page) => swap_parties(page, address, ids));
  if (server && !browser_ended) await run(browser, 'reviewing by keyboard', (page) => review(page, address));

  await browser.close();
  server?.close();
  console.log(failures === 0 ? 'All pages passed.' : `${failures} checks failed.`);
  return failures === 0 ? 0 : 1;
}

/// One step on a fresh page, watched for everything that must not happen.
async function run(browser: Browser, name: string, step: (page: Page) => Promise<void>): Promise<void> {
  console.log(name);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') check(expected(message.text()), `console: ${message.text()}`);
  });
  page.on('pageerror', (error) => check(false, `page error: ${error.message}`));
  page.on('dialog', () => check(false, 'a dialog opened: a string from the record was run'));
  page.on('requestfailed', (request) => {
    // A question that is no longer of interest is called off by the page itself.
    const why = request.failure()?.errorText ?? '';
    check(why === 'net::ERR_ABORTED', `request ${request.url()}: ${why}`);
  });
  try {
    await step(page);
  } catch (error) {
    check(false, `${name}: ${String(error)}`);
  }
  await context.close();
}

// Asking for what is not there is answered with 404, which Chromium prints.
let missing_expected = false;
function expected(text: string): boolean {
  return missing_expected && /status of 40[04]/.test(text);
}

interface Ids { clauses: string[]; tallies: string[]; incidents: number[]; documents: number[]; read: number }

/// Something of every kind that this server has, taken from its own lists.
async function known_ids(address: string): Promise<Ids> {
  const get = async (route: string) => (await fetch(`${address}/api/v1/${route}`)).json();
  const agreement = await get('agreement');
  const { tallies } = await get('tallies');
  const { incidents } = await get('incidents?limit=3');
  const { documents } = await get('documents?limit=50');
  const read = documents.find((each: { statements: number; kind: string }) => each.statements > 0 && each.kind === 'article') ?? documents[0];
  return {
    clauses: [...new Set<string>(agreement.phases.flatMap((phase: { clauses: { ref: string }[] }) => phase.clauses.map(({ ref }) => ref)))],
    tallies: tallies.map(({ id }: { id: string }) => id),
    incidents: incidents.map(({ id }: { id: number }) => id),
    documents: documents.slice(0, 4).map(({ id }: { id: number }) => id),
    read: read?.id ?? 0,
  };
}

function detail_paths(ids: Ids): string[] {
  return [
    ...ids.clauses.slice(0, 8).map((ref) => `/agreement/${encodeURIComponent(ref)}`),
    ...ids.tallies.slice(0, 6).map((id) => `/tallies/${encodeURIComponent(id)}`),
    ...ids.incidents.map((id) => `/incidents/${id}`),
    ...ids.documents.map((id) => `/documents/${id}`),
  ];
}

async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
}

/// Waits until the answer is on the page.
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('h1, [role=alert]') !== null && document.querySelector('[aria-busy=true]') === null,
  );
}

async function looks_right(page: Page, path: string): Promise<void> {
  check((await page.locator('h1').count()) === 1, `${path}: one h1`);
  check((await page.locator('[role=alert]').count()) === 0, `${path}: an answer, no trouble`);
  check((await page.title()).endsWith('· truce'), `${path}: the title is ours`);
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  check(spill <= 0, `${path}: ${spill} pixels wider than the window`);
  await is_accessible(page, path);
}

async function is_accessible(page: Page, path: string): Promise<void> {
  await page.evaluate(axe_source);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  for (const { id, impact, nodes } of violations) {
    if (told.has(id + nodes[0]?.html)) continue; // the same on every page is told once
    told.add(id + nodes[0]?.html);
    const where = nodes.slice(0, 3).map(({ html }) => html.slice(0, 140)).join('\n      ');
    check(false, `${path}: ${id} (${impact})\n      ${where}`);
  }
}
const told = new Set<string>();
interface Violation { id: string; impact: string; nodes: { html: string }[] }

async function walk_pages(page: Page, address: string, ids: Ids, theme: 'light' | 'dark'): Promise<void> {
  for (const path of [...paths, ...detail_paths(ids)]) {
    await visit(page, `${address}${path}?theme=${theme}`);
    await looks_right(page, `${path} ${theme}`);
  }
}

async function walk_phone(page: Page, address: string, ids: Ids): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of [...paths, ...detail_paths(ids)]) {
    await visit(page, address + path);
    await looks_right(page, `${path} at 360 pixels`);
  }
}

async function navigate(page: Page, address: string): Promise<void> {
  await visit(page, address);
  const links = page.locator('nav.pages a');
  for (let index = 0; index < (await links.count()); index++) {
    await links.nth(index).click();
    await settled(page);
    check((await links.nth(index).getAttribute('aria-current')) === 'page', `link ${index} is current`);
    check(new URL(page.url()).pathname === paths[index], `link ${index} leads to ${paths[index]}`);
    if (index > 0) check(await page.evaluate(() => document.activeElement?.id === 'main'), `link ${index} moves the focus to the page`);
  }
  await page.goBack();
  check(new URL(page.url()).pathname === paths.at(-2), 'back goes back');
  await page.goForward();
  check(new URL(page.url()).pathname === paths.at(-1), 'forward goes forward');
  for (const list of ['/agreement', '/tallies', '/incidents', '/documents']) {
    await visit(page, address + list);
    const link = page.locator(`main a[href^="${list}/"]`).first();
    if ((await link.count()) === 0) continue;
    await link.click();
    await settled(page);
    check(new URL(page.url()).pathname.startsWith(`${list}/`), `${list} leads to a detail`);
  }
}

async function open_figure(page: Page, address: string): Promise<void> {
  await visit(page, address);
  const figure = page.locator('main button.figure').first();
  await figure.focus();
  await page.keyboard.press('Enter');
  const drawer = page.locator('dialog[open]');
  await drawer.locator('article.row').first().waitFor();
  await is_accessible(page, 'the drawer');
  await drawer.locator('summary').first().click();
  check((await drawer.locator('dl.fields').count()) > 0, 'every field is shown');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  check(await figure.evaluate((button) => button === document.activeElement), 'the figure has the focus again');

  await figure.click();
  await drawer.locator('article.row .source a').first().click();
  await settled(page);
  check(/^\/documents\/\d+\?row=\d+/.test(page.url().slice(address.length)), 'a row leads to its document');
  check((await page.locator('.text [aria-current=true]').count()) > 0, 'its words are lit');
  check((await page.locator('dialog[open]').count()) === 0, 'the drawer has closed');
}

async function compare_viewpoints(page: Page, address: string): Promise<void> {
  await visit(page, `${address}/agreement`);
  const summary = page.getByText('Show every viewpoint');
  await summary.focus();
  await page.keyboard.press('Enter');
  const table = page.getByRole('table', { name: 'Clauses by viewpoint' });
  await table.waitFor();
  const heads = await table.locator('thead th').count();
  check(heads > 4, 'there is a column for each viewpoint');
  const rows = await table.locator('tbody tr').count();
  check((await table.locator('tbody tr').first().locator('td').count()) === heads - 1, 'each clause has a cell in each column');
  await is_accessible(page, 'the viewpoints side by side');
  await page.getByLabel('Only clauses on which they differ').press('Space');
  check((await table.locator('tbody tr').count()) < rows, 'clauses on which all agree can be left out');
}

async function light_words(page: Page, address: string, ids: Ids): Promise<void> {
  await visit(page, `${address}/documents/${ids.read}`);
  const lit = page.locator('.text a.lit').first();
  await lit.focus();
  await page.keyboard.press('Enter');
  await page.locator('aside dl.fields').waitFor();
  check((await page.locator('.text [aria-current=true]').count()) > 0, 'the words chosen are lit');
  await is_accessible(page, 'a document with words lit');
  // Lighting one statement cuts the text anew, so the count changes on the way.
  for (let index = 0; index < Math.min(await page.locator('.text a.lit').count(), 12); index++) {
    await page.locator('.text a.lit').nth(index).click();
    check((await page.locator('aside dl.fields').count()) === 1, `lit words ${index} show what was made of them`);
  }
}

/// Accepts, corrects, rejects and adds, in the invented world only: a real store would keep it.
async function review(page: Page, address: string): Promise<void> {
  await visit(page, `${address}/documents/1`);
  await page.getByRole('link', { name: /^Review \d+ statement/ }).click();
  const panel = page.getByRole('region', { name: 'Review' });
  const news = page.locator('aside [role=status]');
  const number = async () => Number(new URL(page.url()).searchParams.get('row'));
  const says = (words: string | RegExp) => news.filter({ hasText: words }).waitFor();
  await is_accessible(page, 'a statement to review');

  const first = await number();
  missing_expected = true;
  await panel.getByRole('button', { name: 'Accept' }).click();
  await panel.getByRole('alert').waitFor();
  check((await panel.getByRole('alert').textContent())?.includes('nobody is named') ?? false, 'a decision needs a name');
  missing_expected = false;
  await panel.getByLabel('Your name').fill('A. Clerk');
  await panel.getByRole('button', { name: 'Accept' }).focus();
  await page.keyboard.press('Enter');
  await says(`Statement ${first} accepted. Next`);
  await settled(page);
  check((await number()) !== first, 'the next statement that waits is picked');
  check(await page.evaluate(() => document.activeElement?.textContent === 'Accept'), 'its first button has the focus');

  const second = await number();
  await panel.getByRole('button', { name: 'Correct …' }).click();
  await is_accessible(page, 'a statement to correct');
  await panel.getByLabel('figure').fill('at least 4');
  await page.keyboard.press('Enter');
  await says(`Statement ${second} corrected`);
  await visit(page, `${address}/documents/1?row=${second}`);
  check((await panel.textContent())?.includes('Corrected by A. Clerk') ?? false, 'who corrected it is shown');
  await panel.getByRole('link', { name: /^statement \d+/ }).click();
  check((await page.locator('aside dl.fields').first().textContent())?.includes('≥ 4') ?? false, 'what stands in its place is shown');

  await panel.getByRole('button', { name: 'Reject …' }).click();
  const third = await number();
  await page.keyboard.type('the words are of another day');
  await is_accessible(page, 'a statement to reject');
  await page.keyboard.press('Enter');
  await says(`Statement ${third} rejected`);

  // Words of the text, chosen with a mouse; the dove before them is one code point and two units.
  await visit(page, `${address}/documents/1`);
  await page.evaluate(() => {
    const text = document.querySelector('.text')!;
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.textContent!.indexOf('accuses');
      if (at >= 0) document.getSelection()!.setBaseAndExtent(node, at, node, at + 'accuses'.length);
    }
  });
  await page.getByRole('button', { name: 'Add a statement of the words chosen' }).click();
  check((await page.locator('aside blockquote').textContent())?.trim() === 'accuses', 'the words chosen are those that are added');
  await is_accessible(page, 'a statement to add');
  await page.getByRole('button', { name: 'Add it' }).click();
  await says(/Statement \d+ added/);
  await settled(page);
  check((await page.locator('.text [aria-current=true]').first().textContent())?.trim() === 'accuses', 'the words added are lit');
  await visit(page, `${address}/documents/1?as_known=2030-03-18T11:00:00Z`);
  check((await page.getByRole('button', { name: /^Add/ }).count()) === 0, 'the past is not reviewed');
}

async function switch_viewpoint(page: Page, address: string): Promise<void> {
  await visit(page, address);
  const choice = page.getByLabel('Viewpoint');
  const values = await choice.locator('option').evaluateAll((options) => options.map((each) => (each as HTMLOptionElement).value));
  check(values.length >= 4, 'everyone, both parties and findings can be chosen');
  for (const value of values) {
    await choice.selectOption(value);
    await settled(page);
    const asked = new URL(page.url()).searchParams.get('viewpoint') ?? 'everyone';
    check(asked === value, `the address says ${value}`);
    check((await page.locator('.ribbon').count()) === (value === 'everyone' ? 0 : 1), `a ribbon tells of ${value}`);
    await looks_right(page, `the board as ${value}`);
  }
  await choice.selectOption(values[1] ?? 'everyone');
  for (const link of await page.locator('nav.pages a').all()) {
    await link.click();
    await settled(page);
    check(new URL(page.url()).searchParams.get('viewpoint') === values[1], 'the viewpoint goes along');
    check((await page.locator('[role=alert]').count()) === 0, `${page.url()} has an answer`);
  }
}

async function change_moment(page: Page, address: string): Promise<void> {
  await visit(page, address);
  const board = await (await fetch(`${address}/api/v1/board`)).json();
  const moment = String(board.log.last_known ?? board.as_known).slice(0, 16);
  await page.getByLabel('As known at (UTC)').fill(moment);
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  await settled(page);
  check(page.url().includes(`as_known=${moment}Z`), 'the address names the moment');
  check((await page.locator('.ribbon').textContent())?.includes('UTC') ?? false, 'the ribbon names the moment in UTC');
  await page.getByRole('button', { name: '−1 day' }).click();
  await settled(page);
  const earlier = new Date(Date.parse(`${moment}Z`) - 86_400_000).toISOString().slice(0, 16);
  check(page.url().includes(`as_known=${earlier}Z`), 'one day earlier');
  await looks_right(page, 'the board a day earlier');
  for (const link of await page.locator('nav.pages a').all()) {
    await link.click();
    await settled(page);
    check(page.url().includes(`as_known=${earlier}Z`), 'the moment goes along');
    check((await page.locator('[role=alert]').count()) === 0, `${page.url()} has an answer`);
  }
  await page.getByRole('button', { name: '+1 day' }).click();
  check(page.url().includes(`as_known=${moment}Z`), 'one day later');
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  check(!page.url().includes('as_known'), 'now is the default');
}

async function switch_theme(page: Page, address: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await visit(page, address);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  const button = page.getByRole('button', { name: 'Theme' });
  await button.click();
  check((await paper()) !== dark, 'light was chosen against a dark system');
  await button.click();
  check((await paper()) === dark, 'dark was chosen');
  await page.emulateMedia({ colorScheme: 'light' });
  check((await paper()) === dark, 'dark stays when the system turns light');
  await button.click();
  check((await paper()) !== dark, 'as the system');
}

async function filter(page: Page, address: string): Promise<void> {
  await visit(page, `${address}/incidents`);
  await page.locator('select[name=grade]').selectOption('claimed');
  await page.getByRole('button', { name: 'Show' }).click();
  await settled(page);
  check(page.url().includes('grade=claimed'), 'the filter is in the address');
  const next = page.locator('a[rel=next]');
  if ((await next.count()) > 0) {
    await next.click();
    await settled(page);
    check(page.url().includes('offset=50') && page.url().includes('grade=claimed'), 'the next page keeps the filter');
    check((await page.locator('tbody tr').count()) > 0, 'the next page has rows');
  }
  await page.getByRole('link', { name: 'Clear the filter' }).click();
  await settled(page);
  check(!page.url().includes('grade='), 'the filter is cleared');

  await visit(page, `${address}/documents`);
  await page.getByLabel('Words').fill('no document has these words, 8f3a');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByText('No document has these words.').waitFor();
}

async function sort_table(page: Page, address: string): Promise<void> {
  await visit(page, `${address}/documents`);
  const head = page.locator('th', { hasText: 'Document' }).first();
  const titles = () => page.locator('tbody th').allTextContents();
  const given = await titles();
  await head.getByRole('button').click();
  check((await head.getAttribute('aria-sort')) === 'ascending', 'sorted rising');
  const rising = await titles();
  await head.getByRole('button').click();
  check((await head.getAttribute('aria-sort')) === 'descending', 'sorted falling');
  check((await titles()).join() === rising.toReversed().join(), 'falling is rising turned around');
  await head.getByRole('button').click();
  check((await titles()).join() === given.join(), 'the third time gives the server’s order again');
}

async function verify_log(page: Page, address: string): Promise<void> {
  await visit(page, `${address}/log`);
  await page.getByRole('button', { name: 'Verify every entry' }).click();
  await page.getByText(/sound/).first().waitFor();
  await looks_right(page, 'the log, verified');
}

async function walk_by_keyboard(page: Page, address: string): Promise<void> {
  await visit(page, address);
  await page.keyboard.press('Tab');
  check((await page.evaluate(() => document.activeElement?.textContent)) === 'Skip to the page', 'the first stop skips to the page');
  await page.keyboard.press('Enter');
  check(await page.evaluate(() => document.activeElement?.id === 'main'), 'it does');

  const stops = new Set<string>();
  for (let stop = 0; stop < 400; stop++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { width, height, top, bottom } = element.getBoundingClientRect();
      const seen = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
      const outlined = getComputedStyle(element).outlineStyle !== 'none';
      return { html: element.outerHTML.slice(0, 160), seen, outlined };
    });
    if (!at) break;
    check(at.seen, `a stop of the keyboard can be seen: ${at.html}`);
    check(at.outlined, `a stop of the keyboard is outlined: ${at.html}`);
    stops.add(at.html);
  }
  check(stops.size > 10, `the keyboard reaches the page (${stops.size} stops)`);
}

async function empty_and_missing(page: Page, address: string): Promise<void> {
  const before = '1990-01-01T00:00Z';
  await visit(page, `${address}/?as_known=${before}`);
  check((await page.getByText('The store had learned nothing by then').count()) === 1, 'an empty board says so');
  await looks_right(page, 'the empty board');
  for (const path of paths) {
    await visit(page, `${address}${path}?as_known=${before}`);
    check((await page.locator('[role=alert]').count()) === 0, `${path} before anything was known has an answer`);
    await is_accessible(page, `${path} before anything was known`);
  }
  missing_expected = true;
  for (const path of ['/documents/999999999', '/incidents/999999999', '/tallies/no-such', '/agreement/99.99', '/gate?as_known=yesterday']) {
    await visit(page, address + path);
    check((await page.locator('[role=alert]').count()) === 1, `${path} is told plainly`);
    await is_accessible(page, path);
  }
  missing_expected = false;
  await visit(page, `${address}/nowhere`);
  check((await page.getByRole('heading', { name: 'No such page' }).count()) === 1, 'an address of no page says so');
}

async function print(page: Page, address: string): Promise<void> {
  await visit(page, `${address}/report`);
  await page.emulateMedia({ media: 'print' });
  check(await page.locator('nav.pages').isHidden(), 'no navigation on paper');
  check(await page.locator('main form').isHidden(), 'no forms on paper');
  check(await page.locator('h1').isVisible(), 'the report on paper');
}

/// With the parties' names swapped in the data, every page must read the same but for the names.
async function swap_parties(page: Page, address: string, ids: Ids): Promise<void> {
  const other = await serve({ north: names.south, south: names.north });
  for (const path of [...paths, ...detail_paths(ids)]) {
    await visit(page, address + path);
    const here = await whole_page(page);
    await visit(page, address_of(other) + path);
    const there = await whole_page(page);
    check(swapped(there) === here, `${path} reads the same with the parties swapped`);
  }
  other.close();
}

async function whole_page(page: Page): Promise<string> {
  await page.waitForLoadState('networkidle');
  return page.locator('body').innerHTML();
}

function swapped(text: string): string {
  const { north, south } = names;
  return text.split(north).map((part) => part.replaceAll(south, north)).join(south);
}

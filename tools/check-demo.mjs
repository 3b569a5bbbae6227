// SPDX-License-Identifier: Apache-2.0
// Fetches every page and every API route of a served demonstration once, and holds the answers to what is
// known of the example: node tools/check-demo.mjs http://127.0.0.1:PORT
//
// Each line names what was wrong; the last says how many checks passed and failed.

import http from 'node:http';

const address = process.argv[2];
if (!address) {
  console.error('usage: node tools/check-demo.mjs ADDRESS');
  process.exit(2);
}

const noon = 'as_known=2025-12-19T12:00Z';
let passed = 0;
let failed = 0;

/** Counts one check; says what is wrong when it does not hold. */
function check(holds, words) {
  if (holds) passed += 1;
  else {
    failed += 1;
    console.log(`  ✗ ${words}`);
  }
  return holds;
}

/** Sends the path as it stands; fetch() would tidy it up first. */
function get(path) {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(address);
    const request = http.get({ hostname, port, path, timeout: 30_000 }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString('utf8') }));
      answer.on('error', (error) => resolve({ status: 0, headers: {}, body: String(error) }));
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 30 seconds')));
    request.on('error', (error) => resolve({ status: 0, headers: {}, body: String(error) }));
  });
}

/** What must guard every answer, page or not. */
function check_headers(path, headers) {
  const policy = String(headers['content-security-policy'] ?? '');
  check(policy.includes('default-src'), `${path}: no content-security-policy`);
  check(!policy.includes('unsafe'), `${path}: the content-security-policy allows unsafe sources: ${policy}`);
  check(headers['x-content-type-options'] === 'nosniff', `${path}: x-content-type-options is not nosniff`);
}

/** Fetches a page. Every page is the same file; the view is found in the browser. */
async function page(path) {
  const { status, headers, body } = await get(path);
  check(status === 200, `${path}: status ${status}, ${body.slice(0, 200)}`);
  check(String(headers['content-type']).startsWith('text/html'), `${path}: type ${headers['content-type']}`);
  check(/<script[^>]+src=/.test(body), `${path}: no script in the page`);
  check(!/<script(?![^>]*\ssrc=)/.test(body), `${path}: a script inside the page`);
  check_headers(path, headers);
  return body;
}

/** Fetches a file that a page names. */
async function asset(path) {
  const { status, headers, body } = await get(path);
  check(status === 200 && body.length > 0, `${path}: status ${status}, ${body.length} characters`);
  check(!String(headers['content-type']).startsWith('text/html'), `${path}: answered with a page`);
}

/** Fetches an API route, checks that it is JSON with the keys of docs/api.md, and gives it. */
async function api(path, keys) {
  const { status, headers, body } = await get(`/api/v1/${path}`);
  check(status === 200, `/api/v1/${path}: status ${status}, ${body.slice(0, 200)}`);
  check(String(headers['content-type']).startsWith('application/json'),
    `/api/v1/${path}: type ${headers['content-type']}`);
  check_headers(`/api/v1/${path}`, headers);
  return shaped(`/api/v1/${path}`, body, keys);
}

function shaped(path, body, keys) {
  let value = null;
  try {
    value = JSON.parse(body);
  } catch (error) {
    check(false, `${path}: not JSON: ${error.message}`);
    return {};
  }
  has_keys(path, value, keys);
  return value;
}

function has_keys(path, value, keys) {
  const missing = keys.split(' ').filter((key) => !(key in (value ?? {})));
  check(missing.length === 0, `${path}: without ${missing.join(', ')}`);
}

/** Fetches what must be refused, and checks how. */
async function refused(path, status) {
  const answer = await get(path);
  check(answer.status === status, `${path}: status ${answer.status} where ${status} is due`);
  check_headers(path, answer.headers);
  if (path.startsWith('/api/')) {
    const { error } = shaped(path, answer.body, 'error');
    check(typeof error?.message === 'string' && error.message !== '', `${path}: no message`);
  }
}

const row_keys = 'id document publisher published known_at kind mood speaker quote measure figure window act ' +
  'reviewed retracted spans';

/** The rows that a page carries: every statement that it names is there, with its words. */
function check_rows(path, rows) {
  const list = Object.values(rows ?? {});
  check(list.length > 0, `${path}: no rows behind it`);
  if (list.length > 0) has_keys(`${path}, its first row`, list[0], row_keys);
  check(list.every((row) => typeof row.quote === 'string' && row.quote !== ''), `${path}: a row without words`);
}

const every_line = (tallies) => tallies.flatMap((tally) => tally.lines.map((line) => ({ ...line, tally })));
const counted_by = (line, who) => who.test(`${line.counter.name}`);
const said = (lines) => lines.map((line) => `${line.counter.name}: ${line.low} (${line.tally.title})`).join('; ');

async function check_pages(ids) {
  const paths = ['/', '/agreement', '/agreement/1.3', '/gate', '/tallies', `/tallies/${ids.tally}`, '/incidents',
    `/incidents/${ids.incident}`, '/documents', `/documents/${ids.document}`, '/positions', '/report', '/log'];
  for (const path of paths) await page(`${path}?${noon}`);
  const body = await page('/');
  for (const [, path] of body.matchAll(/(?:src|href)="(\/?[^":]+)"/g)) await asset(path.startsWith('/') ? path : `/${path}`);
}

async function check_board() {
  const board = await api(`board?${noon}`, 'agreement as_known as_known_words viewpoint viewpoints log day phases ' +
    'tallies clauses gate news next flags statements unreviewed rejections');
  has_keys('board.agreement', board.agreement, 'title zone parties guarantors');
  has_keys('board.log', board.log, 'entries root first_known last_known');
  check(board.as_known === '2025-12-19T12:00:00Z', `the board is as known ${board.as_known}`);
  check(board.day === 71, `day ${board.day} where 71 is due`);
  check(board.clauses?.length >= 25, `${board.clauses?.length} clauses where 25 are due`);
  check(board.statements > 100, `${board.statements} statements`);
  check(board.flags?.some((flag) => flag.text.includes('491')), 'no flag for parts that sum to 491');
  return board;
}

async function check_agreement() {
  const agreement = await api(`agreement?${noon}`, 'title in_force parties phases');
  check(agreement.phases?.length === 3, `${agreement.phases?.length} phases where 3 are due`);
  const refs = new Set((agreement.phases ?? []).flatMap((phase) => phase.clauses.map((clause) => clause.ref)));
  for (const ref of refs) {
    const path = `clauses/${encodeURIComponent(ref)}?${noon}`;
    const clause = await api(path, 'ref title modality words reading status status_words state progress periods alleged found ' +
      'summary reasons would_change counting_rule exceptions readings consequences codes incidents rows');
    check(clause.ref === ref, `${path}: is clause ${clause.ref}`);
  }
}

async function check_gate() {
  const gate = await api(`gate?${noon}`, 'phase title root blockers rows');
  has_keys('gate.root', gate.root, 'kind words required_by met account reasons children');
  const last_body = (gate.blockers ?? []).filter((blocker) => JSON.stringify(blocker).includes('27 of 28'));
  check(last_body.length > 0, 'no blocker of the gate tells of 27 of 28');
  check(last_body.some((blocker) => blocker.required_by.includes('Israel')), 'the gate does not say that Israel requires the last body');
}

async function check_tallies() {
  const { tallies = [] } = await api(`tallies?${noon}`, 'tallies');
  for (const tally of tallies)
    has_keys(`tally ${tally.id}`, tally, 'id title clause measure target counting_rule why_differ lines');
  const lines = every_line(tallies);
  const of_48 = lines.filter((line) => line.tally.target === 48);
  check(of_48.some((line) => line.low === 47), `captives are not 47 of 48: ${said(of_48)}`);
  const ministry = lines.filter((line) => counted_by(line, /health ministry|ministry of health/i));
  check(ministry.some((line) => line.low === 395), `the ministry's count is not 395: ${said(ministry)}`);
  const military = lines.filter((line) => counted_by(line, /israeli military|^idf/i));
  check(military.some((line) => line.low === 3), `the Israeli military's count of its own is not 3: ${said(military)}`);
  check(!lines.some((line) => line.low === 398), 'a line adds 395 and 3');

  for (const { id } of tallies) {
    const path = `tallies/${encodeURIComponent(id)}?${noon}`;
    const tally = await api(path, 'id title lines why_differ rows');
    check(tally.id === id, `${path}: is tally ${tally.id}`);
  }

  const past = await api('tallies?as_known=2025-11-03T23:59Z', 'tallies');
  const then = every_line(past.tallies ?? []).filter((line) => counted_by(line, /health ministry|ministry of health/i));
  check(then.some((line) => line.low === 236), `as known on 3 November the ministry's count is not 236: ${said(then)}`);
  check(!then.some((line) => line.low === 395), 'as known on 3 November, what was said in December shows');
  const with_lines = tallies.find((tally) => tally.lines.length > 0);
  const file = await api(`tallies/${encodeURIComponent(with_lines?.id)}?${noon}`, 'rows');
  check_rows(`tallies/${with_lines?.id}`, file.rows);
  return with_lines?.id;
}

async function check_incidents() {
  const { total, incidents = [] } = await api(`incidents?${noon}&limit=20`, 'total incidents');
  check(total >= incidents.length && incidents.length > 0, `${incidents.length} of ${total} incidents`);
  for (const listed of incidents.slice(0, 5)) {
    has_keys(`incident ${listed.id}`, listed, 'id title act place from until grade grade_parts flags ranges responsible clauses statements');
    const file = await api(`incidents/${listed.id}?${noon}`, 'id title rows findings links');
    check_rows(`incidents/${listed.id}`, file.rows);
  }
  return incidents[0]?.id;
}

async function check_documents() {
  let article = null;
  for (const kind of ['article', 'row', 'note']) {
    const { total, documents = [] } = await api(`documents?${noon}&kind=${kind}&limit=3`, 'total documents');
    if (kind !== 'note') check(total > 0, `no documents of kind ${kind}`);
    for (const listed of documents) {
      has_keys(`document ${listed.id}`, listed, 'id kind title publisher published known_at url language statements unreviewed');
      const document = await api(`documents/${listed.id}?${noon}`, 'id kind title text media_type file sha256 rows');
      const length = [...(document.text ?? '')].length;
      check((document.rows ?? []).every(({ spans: { quote } }) => 0 <= quote[0] && quote[0] < quote[1] && quote[1] <= length),
        `documents/${listed.id}: a span outside the text`);
      check((document.rows ?? []).every((row) => [...document.text].slice(...row.spans.quote).join('') === row.quote),
        `documents/${listed.id}: a row's words are not those of its span`);
    }
    if (kind === 'article') {
      check(total >= 60, `${total} articles where 60 are due`);
      article = documents[0]?.id;
    }
  }
  return article;
}

async function check_the_rest() {
  const { positions = [] } = await api(`positions?${noon}`, 'positions');
  check(positions.length > 0, 'no positions');
  const report = await api(`report?date=2025-12-18&${noon}`, 'date as_known title sections log');
  check(report.sections?.length > 0, 'a report without sections');
  const { batches = [] } = await api('batches', 'batches rejections');
  check(batches.length > 0, 'no batches');
  const verified = await api('verify', 'sound entries root problems');
  check(verified.sound === true, `the store is not sound: ${JSON.stringify(verified.problems)}`);

  const party = await api(`board?${noon}&viewpoint=party:Hamas`, 'viewpoint tallies');
  check(party.viewpoint === 'party:Hamas', `the viewpoint is ${party.viewpoint}`);
  const first = await get(`/api/v1/board?${noon}`);
  const again = await get(`/api/v1/board?${noon}`);
  check(first.body === again.body, 'the same board twice is not the same, byte for byte');
}

async function check_refusals() {
  await refused('/api/v1/nothing', 404);
  await refused('/api/v1/clauses/99.99', 404);
  await refused('/api/v1/documents/999999999', 404);
  await refused('/api/v1/board?as_known=tomorrowish', 400);
  await refused('/api/v1/board?viewpoint=mine', 400);
  for (const path of ['/../../../../etc/passwd', '/%2e%2e/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2f..%2fetc/passwd']) {
    const { body } = await get(path);
    check(!body.includes('root:'), `${path}: a file outside the pages`);
  }
}

await check_board();
await check_agreement();
await check_gate();
const tally = await check_tallies();
const incident = await check_incidents();
const document = await check_documents();
await check_the_rest();
await check_refusals();
await check_pages({ tally, incident, document });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

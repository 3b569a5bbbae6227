// SPDX-License-Identifier: Apache-2.0
// Serves dist/ and the invented world of fixture.ts, with the headers that truce serve sends.

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Decision, Row } from '../src/api';
import { listed, names, world, type Names, type World } from './fixture';

const web = process.env['TRUCE_WEB'] ?? join(import.meta.dirname, '..', 'dist');
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const media: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
};

export async function main([port = '0']: string[]): Promise<number> {
  const server = await serve(names, Number(port));
  console.log(address_of(server));
  await new Promise((closed) => server.once('close', closed));
  return 0;
}

export function serve(parties: Names, port = 0): Promise<Server> {
  const known = world(parties);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST' && url.pathname === '/api/v1/review') void take_decision(request, response, known);
    else if (url.pathname.startsWith('/api/v1/')) answer(response, known, url);
    else void send_file(response, url.pathname);
  });
  return new Promise((ready) => server.listen(port, '127.0.0.1', () => ready(server)));
}

export function address_of(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
}

async function send_file(response: ServerResponse, path: string): Promise<void> {
  // The reference of a clause may hold a dot, so what is no file of the build is an address of the page.
  const file = path.startsWith('/assets/') || path === '/mark.svg' ? normalize(path) : '/index.html';
  const content = await readFile(join(web, file)).catch(() => null);
  response.writeHead(content ? 200 : 404, {
    'content-type': media[extname(file)] ?? 'text/plain',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(content ?? 'not found');
}

function answer(response: ServerResponse, known: World, url: URL): void {
  const as_known = url.searchParams.get('as_known') ?? '';
  if (as_known && !/^\d{4}-\d{2}-\d{2}(T[\d:]+Z)?$/.test(as_known))
    return send(response, 400, error(`'${as_known}' is not an instant`, 'write it as 2030-03-18T12:00Z'));
  const [kind = '', id = ''] = url.pathname.slice('/api/v1/'.length).split('/').map(decodeURIComponent);
  const body = content(as_known && as_known < known.begins ? nothing_of(known) : known, kind, id, url.searchParams);
  if (body === undefined) return send(response, 404, error(`there is no ${kind} '${id}'`, 'see the list of its page'));
  send(response, 200, as_known && kind === 'board' ? { ...body, as_known, as_known_words: as_known } : body);
}

/// Decides as truce serve does, in memory and for one decision at a time.
async function take_decision(request: IncomingMessage, response: ServerResponse, known: World): Promise<void> {
  let body = '';
  for await (const piece of request) body += String(piece);
  const { by, decisions: [decision] } = JSON.parse(body) as { by: string; decisions: [Decision] };
  if (!by.trim()) return send(response, 400, error('nobody is named', 'say who decides'));
  const documents = [...known.documents.values()];
  const document = documents.find(({ id, rows }) => (decision.what === 'add' ? id === decision.document : rows.some((row) => row.id === decision.statement)));
  if (!document) return send(response, 404, error('there is no such record', 'name a record by its number'));
  const at = '2030-03-18T12:00:00Z';
  const old = decision.what === 'add' ? null : (document.rows.find(({ id }) => id === decision.statement) ?? null);
  const made: Row[] = [];
  const model = old ?? document.rows[0];
  if (model && (decision.what === 'add' || decision.what === 'correct')) {
    const [low = ''] = decision.fields['figure']?.match(/\d+/) ?? [];
    const figure = low ? { low: Number(low), high: null, qualifier: 'at_least', as_written: low } : model.figure;
    const row: Row = { ...model, id: Math.max(...documents.flatMap(({ rows }) => rows.map(({ id }) => id))) + 1, reviewed: true, figure, rule: `${decision.what}ed by ${by}` };
    if (decision.what === 'add' && decision.span) {
      row.quote = [...document.text].slice(...decision.span).join('');
      row.spans = { quote: decision.span, speaker: null, cue: null, figure: null, place: null, by: null, of: null };
    }
    made.push(row);
  }
  if (old && decision.what !== 'add') {
    const what = ({ accept: 'accepted', correct: 'corrected', reject: 'rejected' } as const)[decision.what];
    const reason = decision.what === 'accept' ? '' : decision.reason;
    old.reviewed = true;
    old.review = { what, by, reason, at };
    if (decision.what !== 'accept')
      old.amended = { what: made[0] ? 'corrected' : 'retracted', ground: 'review', replacement: made[0]?.id ?? null, reason, by };
  }
  document.rows.push(...made);
  document.unreviewed = document.rows.filter((row) => !row.reviewed).length;
  send(response, 200, { batch: 9, statements: made.map(({ id }) => id) });
}

function error(message: string, help: string): object {
  return { error: { message, help } };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-security-policy': policy });
  response.end(JSON.stringify(body));
}

function content(known: World, kind: string, id: string, query: URLSearchParams): object | undefined {
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  switch (kind) {
    case 'board': return known.board;
    case 'agreement': return known.agreement;
    case 'compare': return known.comparison;
    case 'clauses': return known.clauses.get(id);
    case 'gate': return known.gate;
    case 'tallies': return id ? known.tallies.get(id) : { tallies: [...known.tallies.values()].map(({ rows: _, ...tally }) => tally) };
    case 'incidents': {
      if (id) return known.incidents.get(id);
      const chosen = [...known.incidents.values()].filter((each) => matches(each, query));
      return { total: chosen.length, incidents: chosen.slice(offset, offset + limit) };
    }
    case 'documents': {
      if (id) return known.documents.get(id);
      const words = (query.get('q') ?? '').toLowerCase();
      const chosen = [...known.documents.values()].filter(
        (each) => each.title.toLowerCase().includes(words) && (!query.get('kind') || each.kind === query.get('kind')),
      );
      return { total: chosen.length, documents: chosen.slice(offset, offset + limit).map(listed) };
    }
    case 'review': return { total: 0, rows: [], words: { kind: ['fact', 'accusation'], mood: ['asserted', 'alleged'], measure: ['killed', 'injured'], act: ['mortar'] } };
    case 'positions': return { positions: known.positions };
    case 'report': return known.report;
    case 'batches': return known.log;
    case 'verify': return known.verification;
  }
  return undefined;
}

type Chosen = { clauses: string[]; grade: string; from: string | null; responsible: { actor: string }[] };

function matches(incident: Chosen, query: URLSearchParams): boolean {
  const [clause, grade, party] = [query.get('clause'), query.get('grade'), query.get('party')];
  const [from, until] = [query.get('from'), query.get('until')];
  return (
    (!clause || incident.clauses.includes(clause)) &&
    (!grade || incident.grade === grade) &&
    (!party || incident.responsible.some(({ actor }) => actor === party)) &&
    (!from || (incident.from ?? '') >= from) &&
    (!until || (incident.from ?? '') <= until)
  );
}

/// What the store knew before its first entry: the agreement and nothing else.
function nothing_of(known: World): World {
  const { board } = known;
  return {
    ...known,
    board: {
      ...board, day: 0, news: [], next: [], flags: [], statements: 0, unreviewed: 0, rejections: 0,
      log: { ...board.log, entries: 0, last_known: null }, tallies: board.tallies.map((tally) => ({ ...tally, lines: [] })),
    },
    tallies: new Map([...known.tallies].map(([id, tally]) => [id, { ...tally, lines: [], rows: {} }])),
    incidents: new Map(), documents: new Map(), positions: [], log: { batches: [], rejections: [] },
  };
}

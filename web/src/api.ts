// SPDX-License-Identifier: Apache-2.0
// The server's JSON, as docs/api.md promises it. No other file knows its routes or its shape.

export type Day = string;     // "2025-12-18"
export type Instant = string; // "2025-12-19T12:00:00Z"
export type Span = [begin: number, end: number]; // in code points of the document's text

export interface Voice { name: string; side: string }

export interface FigureValue { low: number | null; high: number | null; qualifier: string; as_written: string }

export interface Reason {
  text: string;
  statements: number[];
  incidents: number[];
  findings: number[];
  declarations: number[];
}

export const span_roles = ['speaker', 'cue', 'figure', 'place', 'by', 'of'] as const;
export type SpanRole = (typeof span_roles)[number];

/// A statement in short: what one speaker said, in which words, of which document.
export interface Row {
  id: number;
  document: number;
  document_title: string;
  publisher: string;
  published: Instant | null;
  known_at: Instant;
  kind: string;
  mood: string;
  speaker: Voice;
  speaker_as_written?: string | null;
  cue: string | null;
  quote: string;
  said_on: Day | null;
  measure: string | null;
  figure: FigureValue | null;
  of: string | null;
  by: string | null;
  to: string | null;
  place: string | null;
  act: string | null;
  window: { from: Day | null; until: Day | null; cumulative: boolean; precision: string } | null;
  against: string | null;
  stance: string | null;
  issue: string | null;
  parties: string[];
  status: string | null;
  reviewed: boolean;
  review: { what: 'accepted' | 'corrected' | 'rejected'; by: string; reason: string; at: Instant } | null;
  amended: { what: string; ground: string; replacement: number | null; reason: string; by: string } | null;
  rule: string;
  confidence: number | null;
  retracted: boolean;
  series: string | null;
  incident: number | null;
  spans: { quote: Span } & Record<SpanRole, Span | null>;
}
export type Rows = Record<string, Row>;

export interface Progress {
  counter: Voice;
  low: number | null;
  high: number | null;
  target: number | null;
  thing: string;
  on: Day | null;
  statements: number[];
}

export interface Clause {
  ref: string;
  title: string;
  citations: string[];
  bearers: string[];
  modality: string;
  words: string;
  reading: string;
  status: string;
  status_words: string;
  state: string;
  due: Instant | null;
  since: Instant | null;
  days_open: number | null;
  progress: Progress[];
  periods: { counter: Voice; told: number; short_of: number; elapsed: number }[];
  alleged: { by: Voice; against: string; incidents: number; last: Day | null }[];
  alleged_incidents: number;
  found: number;
  last_alleged: Day | null;
  last_found: Day | null;
  summary: string;
}

export interface ClauseDetail extends Clause {
  reasons: Reason[];
  would_change: string[];
  counting_rule: string | null;
  exceptions: string[];
  readings: { by: string; words: string }[];
  consequences: string[];
  codes: Record<string, string>;
  incidents: Incident[];
  rows: Rows;
}

export interface Phase {
  number: string;
  title: string;
  state: 'current' | 'not_started' | 'completed';
}

export interface Blocker { words: string; required_by: string[]; met: Met; account: string }

export interface Board {
  agreement: { title: string; zone: string; parties: string[]; guarantors: string[] };
  as_known: Instant;
  as_known_words: string;
  viewpoint: string;
  viewpoints: { value: string; label: string }[];
  log: { entries: number; root: string; first_known: Instant | null; last_known: Instant | null };
  day: number;
  phases: (Phase & { began: Instant | null; claims: Reason[] })[];
  tallies: {
    id: string;
    title: string;
    target: number | null;
    lines: {
      counter: Voice;
      label: string;
      basis?: string;
      low: number | null;
      high: number | null;
      on: Day | null;
      statements: number[];
    }[];
  }[];
  clauses: Clause[];
  gate: { phase: string; title: string; blockers: Blocker[] };
  news: { what: string; id: number; text: string; known_at: Instant; document?: number }[];
  next: { at: Instant; text: string; clause: string }[];
  flags: { statement: number; text: string; quote: string; speaker: Voice; document?: number }[];
  statements: number;
  unreviewed: number;
  rejections: number;
}

/// A clause in each column of a comparison; null where its text does not have it.
export interface Compared {
  ref: string;
  title: string;
  differ: boolean;
  cells: ({
    status: string;
    status_words: string;
    state: string;
    since: Instant | null;
    due: Instant | null;
    alleged_incidents: number;
    found: number;
    summary: string;
    text: string;
  } | null)[];
}
export interface Comparison {
  as_known: Instant;
  columns: { value: string; label: string }[];
  clauses: Compared[];
}

export interface AgreementPage {
  title: string;
  in_force: { at: Instant | null; as: string }[];
  parties: string[];
  text?: string; // the agreement in its own language
  phases: (Phase & { clauses: Clause[] })[];
}

export type Met = 'met' | 'not_met' | 'disputed' | 'unknown';

export interface Condition extends Blocker {
  kind: string;
  reasons: Reason[];
  children?: Condition[]; // left out of blockers
}

export interface Gate { phase: string; title: string; root: Condition; blockers: Condition[]; rows: Rows }

export interface Step { on: Day; known_at: Instant; low: number | null; high: number | null; statements: number[] }

export interface Line {
  counter: Voice;
  label: string;
  series: string;
  basis: string;
  counting_rule: string;
  low: number | null;
  high: number | null;
  on: Day | null;
  steps: Step[];
}

export interface Tally {
  id: string;
  title: string;
  clause: string;
  measure: string;
  target: number | null;
  counting_rule: string;
  why_differ: string[];
  lines: Line[];
}
export interface TallyDetail extends Tally { rows: Rows }

export interface Range {
  counter: Voice;
  measure: string;
  of: string;
  low: number | null;
  high: number | null;
  statement: number;
}

export interface Incident {
  id: number;
  title: string;
  act: string | null;
  place: string | null;
  from: Day | null;
  until: Day | null;
  grade: string;
  grade_parts: string;
  flags: string[];
  ranges: Range[];
  responsible: { by: Voice; actor: string; statement: number }[];
  clauses: string[];
  statements: number[];
  first_known: Instant;
}

export interface Finding {
  id: number;
  question: string;
  answer: string;
  standard: string;
  reasons: string;
  dissent: string;
  by: string;
  on: Day;
  clause: string;
}

export interface IncidentDetail extends Incident {
  rows: Rows;
  findings: Finding[];
  links: { statement: number; score: number; rule: string; by: string }[];
}

export interface DocumentRow {
  id: number;
  kind: string;
  title: string;
  publisher: string;
  published: Instant | null;
  published_precision: string;
  known_at: Instant;
  url: string;
  language: string;
  statements: number;
  unreviewed: number;
}

export interface DocumentDetail extends DocumentRow {
  text: string;
  media_type: string;
  file: string;
  sha256: string;
  rows: Row[];
}

export interface Report {
  date: Day;
  as_known: Instant;
  title: string;
  sections: {
    heading: string;
    lines: string[];
    table: { columns: string[]; rows: (string | number | null)[][] } | null;
  }[];
  log: { entries: number; root: string };
}

export interface Log {
  batches: {
    number: number;
    command: string;
    by: string;
    note: string;
    recorded_at: Instant;
    first: number;
    last: number;
  }[];
  rejections: { file: string; line: number | null; reason: string; help: string; batch?: number }[];
}

export interface Verification {
  sound: boolean;
  entries: number;
  root: string;
  problems: { entry: number | null; what: string }[];
}

/// At which moment and through whose eyes.
export interface Asked { as_known: string; viewpoint: string }
export type Query = Record<string, string | number | undefined>;

/// Why the server did not answer, in words its user can act on.
export class Trouble extends Error {
  constructor(readonly status: number, message: string, readonly help: string) {
    super(message);
  }
}

export const page_size = 50;
export const grades = ['claimed', 'reported', 'corroborated', 'acknowledged', 'observed'];

export const get_board = (asked: Asked, signal?: AbortSignal) => ask<Board>('board', asked, {}, signal);

export const get_agreement = (asked: Asked, signal?: AbortSignal) =>
  ask<AgreementPage>('agreement', asked, {}, signal);

export const get_comparison = (asked: Asked, signal?: AbortSignal) =>
  ask<Comparison>('compare', asked, {}, signal);

export const get_clause = (ref: string, asked: Asked, signal?: AbortSignal) =>
  ask<ClauseDetail>(`clauses/${encodeURIComponent(ref)}`, asked, {}, signal);

export const get_gate = (asked: Asked, signal?: AbortSignal) => ask<Gate>('gate', asked, {}, signal);

export const get_tallies = (asked: Asked, signal?: AbortSignal) =>
  ask<{ tallies: Tally[] }>('tallies', asked, {}, signal);

export const get_tally = (id: string, asked: Asked, signal?: AbortSignal) =>
  ask<TallyDetail>(`tallies/${encodeURIComponent(id)}`, asked, {}, signal);

export const get_incidents = (query: Query, asked: Asked, signal?: AbortSignal) =>
  ask<{ total: number; incidents: Incident[] }>('incidents', asked, { limit: page_size, ...query }, signal);

export const get_incident = (id: string, asked: Asked, signal?: AbortSignal) =>
  ask<IncidentDetail>(`incidents/${encodeURIComponent(id)}`, asked, {}, signal);

export const get_documents = (query: Query, asked: Asked, signal?: AbortSignal) =>
  ask<{ total: number; documents: DocumentRow[] }>('documents', asked, { limit: page_size, ...query }, signal);

export const get_document = (id: string, asked: Asked, signal?: AbortSignal) =>
  ask<DocumentDetail>(`documents/${encodeURIComponent(id)}`, asked, {}, signal);

export const get_positions = (asked: Asked, signal?: AbortSignal) =>
  ask<{ positions: Row[] }>('positions', asked, {}, signal);

export const get_report = (date: Day, asked: Asked, signal?: AbortSignal) =>
  ask<Report>('report', asked, { date }, signal);

export const get_log = (asked: Asked, signal?: AbortSignal) => ask<Log>('batches', asked, {}, signal);

export const get_verification = (asked: Asked, signal?: AbortSignal) =>
  ask<Verification>('verify', asked, {}, signal);

/// What a person decides about a statement, or about words of which none was made.
export type Decision =
  | { what: 'accept'; statement: number }
  | { what: 'reject'; statement: number; reason: string }
  | { what: 'correct'; statement: number; fields: Record<string, string>; reason: string }
  | { what: 'add'; document: number; words?: string; span?: Span; fields: Record<string, string> };

/// Writes a decision. A Trouble says what stood against it.
export async function post_decision(by: string, decision: Decision): Promise<{ batch: number; statements: number[] }> {
  return read_answer(await reach('/api/v1/review', undefined, JSON.stringify({ by, decisions: [decision] })));
}

/// The words that fields of closed vocabularies may hold.
export type Vocabularies = Record<string, string[]>;

export async function get_vocabularies(): Promise<Vocabularies> {
  return (await ask<{ words: Vocabularies }>('review', { as_known: '', viewpoint: '' }, { limit: 0 })).words;
}

/// Where the rows behind a figure are to be had.
export type Evidence =
  | { kind: 'rows'; rows: Rows }
  | { kind: 'tally'; id: string }
  | { kind: 'clause'; ref: string };

/// The rows that a figure was made from, in the order of `ids`. Some may be missing: the server sends a tally's
/// latest rows only.
export async function get_rows(evidence: Evidence, ids: number[], asked: Asked): Promise<Row[]> {
  const rows = await rows_of(evidence, asked);
  return ids.map((id) => rows[id]).filter((row) => row !== undefined);
}

async function rows_of(evidence: Evidence, asked: Asked): Promise<Rows> {
  switch (evidence.kind) {
    case 'rows': return evidence.rows;
    case 'tally': return (await get_tally(evidence.id, asked)).rows;
    case 'clause': return (await get_clause(evidence.ref, asked)).rows;
  }
}

async function ask<T>(route: string, asked: Asked, query: Query, signal?: AbortSignal): Promise<T> {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...asked }))
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  return read_answer(await reach(`/api/v1/${route}?${parameters}`, signal));
}

async function read_answer<T>(answer: Response): Promise<T> {
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw trouble_in(body, answer.status);
  if (body === null) throw new Trouble(answer.status, 'the server’s answer is not JSON', 'see the server’s log');
  return body as T;
}

async function reach(address: string, signal?: AbortSignal, body?: string): Promise<Response> {
  const headers = { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) };
  try {
    return await fetch(address, { headers, ...(body !== undefined && { method: 'POST', body }), ...(signal && { signal }) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Trouble(0, 'the server does not answer', 'check that truce serve is running, then try again');
  }
}

function trouble_in(body: unknown, status: number): Trouble {
  const { error } = (body ?? {}) as { error?: { message?: string; help?: string } };
  return new Trouble(status, error?.message ?? `the server answered ${status}`, error?.help ?? '');
}

// SPDX-License-Identifier: Apache-2.0
// An invented agreement between two invented parties, in the shape of docs/api.md, with strings meant to do harm.

import type {
  AgreementPage, Board, Clause, ClauseDetail, Comparison, Condition, DocumentDetail, DocumentRow, Gate, Incident, IncidentDetail,
  Line, Log, Reason, Report, Row, Rows, Span, Tally, TallyDetail, Verification, Voice,
} from '../src/api';

export const names = { north: 'Northland', south: 'Southland' };
export type Names = typeof names;

const script = '<script>document.title="broken"</script><img src=x onerror=alert(1)>';
const turned = 'ends \u202Ereversed\u202C and \u2066isolated\u2069';
const arabic = 'قال المتحدث إن وقف إطلاق النار ما زال ساريا';
const hebrew = 'הדובר אמר שהפסקת האש עדיין בתוקף';
const endless = 'unbreakable'.repeat(30);

const no_reason = { incidents: [], findings: [], declarations: [] };

export interface World {
  begins: string; // before this day the store knew nothing
  board: Board;
  agreement: AgreementPage;
  comparison: Comparison;
  clauses: Map<string, ClauseDetail>;
  gate: Gate;
  tallies: Map<string, TallyDetail>;
  incidents: Map<string, IncidentDetail>;
  documents: Map<string, DocumentDetail>;
  positions: Row[];
  report: Report;
  log: Log;
  verification: Verification;
}

export function world({ north, south }: Names): World {
  const ministry: Voice = { name: 'Riverton health office', side: north };
  const army: Voice = { name: 'Hillside army', side: south };
  const monitors: Voice = { name: 'Valley monitors', side: '' };
  const parties = [north, south];

  // Documents and their statements. The words of each statement are found in the text, so spans are true.
  const documents = new Map<string, DocumentDetail>();
  const all_rows: Rows = {};
  let next_id = 100;

  function add(document: Partial<DocumentDetail> & { title: string; text: string }, said: Said[]): DocumentDetail {
    const id = documents.size + 1;
    const rows = said.map((each) => row_of(each, id, document));
    const whole: DocumentDetail = {
      id, kind: 'article', publisher: 'The Valley Courier', published: '2030-03-18T09:30:00Z',
      published_precision: 'minute', known_at: '2030-03-18T10:00:00Z', url: 'https://courier.invalid/18', language: 'en',
      statements: rows.length, unreviewed: rows.filter((row) => !row.reviewed).length, media_type: 'text/plain',
      file: `dispatches/${id}.txt`, sha256: 'c0ffee'.repeat(10) + 'abcd', ...document, rows,
    };
    for (const row of rows) all_rows[row.id] = row;
    documents.set(String(id), whole);
    return whole;
  }

  type Said = Partial<Row> & { quote: string; speaker: Voice; marks?: Partial<Record<'speaker' | 'cue' | 'figure' | 'place' | 'by' | 'of', string>> };

  function row_of({ marks = {}, ...said }: Said, document: number, from: { title: string; text: string; publisher?: string }): Row {
    const at = (words: string | undefined): Span | null => (words ? span_in(from.text, words) : null);
    return {
      id: next_id++, document, document_title: from.title, publisher: from.publisher ?? 'The Valley Courier',
      published: '2030-03-18T09:30:00Z', known_at: '2030-03-18T10:00:00Z', kind: 'fact', mood: 'asserted',
      cue: marks.cue ?? null, said_on: '2030-03-18', measure: null, figure: null, of: null, by: null, to: null, place: null,
      act: null, window: { from: null, until: null, cumulative: false, precision: 'unknown' }, against: null, stance: '',
      issue: '', parties: [], status: '', reviewed: false, review: null, amended: null, rule: 'figures/running-total', confidence: 0.82,
      retracted: false, series: '', incident: null, ...said,
      spans: {
        quote: at(said.quote) ?? [0, 1], speaker: at(marks.speaker), cue: at(marks.cue), figure: at(marks.figure),
        place: at(marks.place), by: at(marks.by), of: at(marks.of),
      },
    };
  }

  const toll = 'at least 395 people have been killed in the valley since the truce began';
  const wire = add(
    {
      title: 'Truce holds, mostly, as toll rises',
      text: `RIVERTON 🕊 — The Riverton health office said on Tuesday that ${toll}, among them 12 aid workers.\n\nThe Hillside army says 3 soldiers have been killed by fire from ${north}. ${south} accuses ${north} of repeated breaches; ${north} denies it.\n\nOf 48 captives, all but one have been returned.`,
    },
    [
      {
        quote: toll, speaker: ministry, measure: 'killed', of: 'people', by: south, place: 'the valley', kind: 'fact',
        figure: { low: 395, high: null, qualifier: 'at_least', as_written: 'at least 395' }, reviewed: true,
        window: { from: '2030-01-08', until: '2030-03-18', cumulative: true, precision: 'day' },
        marks: { speaker: 'The Riverton health office', cue: 'said', figure: 'at least 395', place: 'the valley', of: 'people' },
      },
      {
        quote: `${toll}, among them 12 aid workers`, speaker: ministry, measure: 'killed', of: 'aid workers',
        figure: { low: 12, high: 12, qualifier: 'exactly', as_written: '12' },
        marks: { speaker: 'The Riverton health office', cue: 'said', figure: '12', of: 'aid workers' },
      },
      {
        quote: '3 soldiers have been killed', speaker: army, measure: 'killed', of: 'soldiers', by: north, incident: 501,
        figure: { low: 3, high: 3, qualifier: 'exactly', as_written: '3' }, mood: 'alleged', act: 'small_arms',
        marks: { speaker: 'The Hillside army', cue: 'says', figure: '3', by: north, of: 'soldiers' },
      },
      { quote: 'repeated breaches', speaker: { name: south, side: south }, kind: 'accusation', mood: 'alleged', against: north, marks: { speaker: south, cue: 'accuses' } },
      { quote: 'denies it', speaker: { name: north, side: north }, kind: 'denial', mood: 'denied', retracted: true },
      {
        quote: 'Of 48 captives, all but one have been returned', speaker: { name: 'The Valley Courier', side: '' }, measure: 'released',
        figure: { low: 47, high: 47, qualifier: 'exactly', as_written: 'all but one' }, of: 'captives',
        marks: { figure: 'all but one' },
      },
    ],
  );
  add(
    { title: `${script} ${turned}`, publisher: turned, language: 'en', url: 'javascript:alert(1)', text: `${script}\n${turned}\n${endless}\n\nThe end, said nobody.` },
    [
      { quote: script, speaker: { name: script, side: '' }, kind: 'position', stance: 'warns', issue: turned },
      { quote: endless, speaker: { name: endless, side: south }, kind: 'position', stance: 'demands', issue: endless },
    ],
  );
  add({ title: arabic, publisher: 'صحيفة الوادي', language: 'ar', text: `${arabic}.\n\n${hebrew}.\n\nAnd a line of English, with 7 words.` }, [
    { quote: arabic, speaker: { name: 'المتحدث', side: north }, kind: 'position', stance: 'supports', issue: 'وقف إطلاق النار' },
    { quote: hebrew, speaker: { name: 'הדובר', side: south }, kind: 'position', stance: 'supports', issue: 'הפסקת האש' },
  ]);
  add({ title: 'Daily counts of the Riverton health office, 17 March', kind: 'row', media_type: 'text/csv', text: '2030-03-17,391,2' }, [
    { quote: '2030-03-17,391,2', speaker: ministry, series: 'toll/killed', measure: 'killed', figure: { low: 391, high: 391, qualifier: 'exactly', as_written: '391' } },
  ]);
  for (let number = 5; number <= 70; number++)
    add({ title: `Dispatch ${number}`, text: `Nothing of note happened, wrote desk ${number}.`, published: null }, []);

  const first = wire.rows[0]!;
  const soldiers = wire.rows[2]!;
  const returned = wire.rows[5]!;
  const rows_of = (...ids: number[]): Rows => Object.fromEntries(ids.map((id) => [id, all_rows[id]!]));

  // Tallies.
  const line = (counter: Voice, label: string, counts: [day: string, low: number, known?: string][], ids: number[]): Line => {
    const steps = counts.map(([on, low, known]) => ({ on, known_at: known ?? `${on}T18:00:00Z`, low, high: low as number | null, statements: ids }));
    const last = steps.at(-1);
    return {
      counter, label, series: '', basis: 'running totals as stated', counting_rule: 'counts what reached the hospitals',
      low: last?.low ?? null, high: last?.high ?? null, on: last?.on ?? null, steps,
    };
  };
  const daily: [string, number][] = Array.from({ length: 69 }, (_, day) => [
    new Date(Date.UTC(2030, 0, 9 + day)).toISOString().slice(0, 10), Math.round((day + 1) ** 1.42),
  ]);
  const tally_list: Tally[] = [
    {
      id: 'clause-1.2', title: 'Captives returned', clause: '1.2', measure: 'released', target: 48, counting_rule: 'a captive counts when the receiving side confirms who it is',
      why_differ: [],
      lines: [
        line({ name: 'Office of captives', side: south }, '', [['2030-01-10', 20], ['2030-01-20', 36], ['2030-02-02', 41], ['2030-02-02', 40, '2030-02-04T08:00:00Z'], ['2030-03-03', 47]], [returned.id]),
        line({ name: 'Valley monitors', side: '' }, '', [['2030-01-11', 20], ['2030-01-22', 36], ['2030-03-04', 46]], [returned.id]),
      ],
    },
    {
      id: 'tally-1', title: 'Killed since entry into force', clause: '', measure: 'killed', target: null, counting_rule: '',
      why_differ: ['The health office counts everybody who was killed, the army its own soldiers only.', 'The health office adds 12 who died of older wounds.'],
      lines: [
        { ...line(ministry, 'killed, of people', [...daily, ['2030-03-18', 395]], [first.id]), high: null },
        line(army, 'killed, of soldiers', [['2030-01-19', 1], ['2030-02-11', 3]], [soldiers.id]),
        line({ name: hebrew, side: south }, arabic, [['2030-02-01', 100], ['2030-03-01', 240]], [soldiers.id]),
        line({ name: turned, side: '' }, script, [['2030-02-10', 150]], []),
      ],
    },
    { id: 'population-1', title: endless, clause: '', measure: 'other', target: 5, counting_rule: script, why_differ: [], lines: [] },
  ];
  const tallies = new Map(tally_list.map((tally) => [tally.id, { ...tally, rows: rows_of(first.id, soldiers.id, returned.id) }]));

  // Incidents.
  const incident = (id: number, more: Partial<Incident>): Incident => ({
    id, title: `Fire near Mill Bridge, incident ${id}`, act: 'small_arms', place: 'Mill Bridge', from: '2030-02-11', until: '2030-02-11', grade: 'claimed',
    grade_parts: 'claimed: 1 document, 1 group, from the side that was hit', flags: [], ranges: [], responsible: [], clauses: ['1.1'],
    statements: [soldiers.id], first_known: '2030-02-11T20:00:00Z', ...more,
  });
  const incident_list: Incident[] = [
    incident(501, {
      title: 'Exchange of fire near Mill Bridge', grade: 'corroborated', grade_parts: 'corroborated: 5 documents, 2 groups, none from the side accused', flags: ['contested'],
      until: '2030-02-12',
      ranges: [
        { counter: ministry, measure: 'killed', of: 'people', low: 4, high: 7, statement: first.id },
        { counter: army, measure: 'killed', of: 'people', low: 3, high: 3, statement: soldiers.id },
        { counter: monitors, measure: 'killed', of: 'people', low: 5, high: null, statement: first.id },
        { counter: monitors, measure: 'injured', of: 'people', low: null, high: 11, statement: first.id },
      ],
      responsible: [{ by: army, actor: north, statement: soldiers.id }, { by: ministry, actor: south, statement: first.id }],
      statements: [first.id, soldiers.id],
    }),
    incident(502, { title: `${script} ${turned}`, place: hebrew, flags: ['retracted', 'single origin suspected'] }),
    incident(503, { title: arabic, place: null, act: null, from: null, until: null, clauses: [] }),
    ...Array.from({ length: 60 }, (_, index) => incident(600 + index, {
      from: `2030-02-${String((index % 28) + 1).padStart(2, '0')}`, until: null,
      responsible: [{ by: index % 2 ? army : ministry, actor: index % 2 ? north : south, statement: soldiers.id }],
    })),
  ];
  const incidents = new Map(incident_list.map((each) => [String(each.id), {
    ...each,
    rows: rows_of(first.id, soldiers.id),
    findings: each.id === 501
      ? [{ id: 901, question: 'occurred', answer: 'yes', standard: 'reasonable grounds', reasons: 'two groups saw it', dissent: 'one member: the hour is open', by: 'A. Member, Valley monitors', on: '2030-02-20', clause: '1.1' }]
      : [],
    links: each.statements.map((statement, index) => ({ statement, score: index === 0 ? 0 : 4.2, rule: index === 0 ? 'opened' : 'same place and day', by: index === 0 ? '' : 'R. Reviewer' })),
  }]));

  // Clauses.
  const clause = (ref: string, title: string, more: Partial<Clause>): Clause => ({
    ref, title, citations: ['article 2'], bearers: parties, modality: 'requires_once', words: `${title}, say the parties.`, reading: '', status: 'in_progress',
    status_words: 'in progress', state: 'open', due: null, since: '2030-01-09T12:00:00Z', days_open: 69, progress: [], periods: [], alleged: [],
    alleged_incidents: 0, found: 0, last_alleged: null, last_found: null, summary: '', ...more,
  });
  const progress = (counter: Voice, low: number, target: number) => ({ counter, low, high: low, target, thing: 'captives', on: '2030-03-03', statements: [returned.id] });
  const phase_1: Clause[] = [
    clause('1.1', 'Fire ceases', {
      modality: 'forbids', status: 'watched', status_words: 'watched', words: `${north}, ${south} must not fire in the valley`,
      alleged: [{ by: ministry, against: south, incidents: 738, last: '2030-03-18' }, { by: army, against: north, incidents: 41, last: '2030-03-17' }],
      alleged_incidents: 779, found: 1, last_alleged: '2030-03-18', last_found: '2030-02-20',
    }),
    clause('1.2', 'The captives return', { bearers: [north], progress: [progress({ name: 'Office of captives', side: south }, 47, 48), progress(monitors, 46, 48)], summary: '47 of 48 by the Office of captives' }),
    clause('1.2', 'The captives return', { bearers: [north], reading: south, status: 'disputed', status_words: 'disputed', progress: [progress(monitors, 46, 48)] }),
    clause('1.3', 'Aid enters', {
      bearers: [south], modality: 'requires_each', status: 'overdue', status_words: 'overdue', due: '2030-03-20T00:00:00Z',
      periods: [{ counter: monitors, told: 69, short_of: 67, elapsed: 69 }, { counter: army, told: 69, short_of: 9, elapsed: 69 }],
    }),
    clause('1.4', script, { words: `${turned} ${endless}`, status: 'cannot_tell', status_words: 'cannot tell', days_open: null }),
    clause('1.5', arabic, { words: hebrew, status: 'fulfilled', status_words: 'fulfilled', modality: 'permits' }),
  ];
  const other_statuses = ['not_due', 'due_soon', 'fulfilled_late', 'partly_fulfilled', 'breached', 'suspended', 'waived'];
  const phase_2 = other_statuses.map((status, index) =>
    clause(`2.${index + 1}`, `Step ${index + 1} of the second phase`, { status, status_words: status.replaceAll('_', ' '), state: 'not_triggered', days_open: 0 }));
  const reason = (text: string, statements: number[], incidents: number[] = []): Reason => ({ ...no_reason, text, statements, incidents });
  const clauses = new Map<string, ClauseDetail>();
  for (const each of [...phase_1, ...phase_2]) {
    if (clauses.has(each.ref)) continue;
    clauses.set(each.ref, {
      ...each,
      reasons: [reason('the Office of captives counts 47 of 48 to 3 March 2030', [returned.id], [501]), { ...reason(turned, []), findings: [901], declarations: [902] }],
      would_change: ['a statement that the last captive was returned, before the deadline'], counting_rule: 'a captive counts once', exceptions: ['agreed demolition'],
      readings: [{ by: south, words: 'the last captive gates the second phase' }], consequences: ['otherwise the guarantors must meet within 2 days'],
      codes: { 'PA-X': 'CeasProv', local: script }, incidents: each.ref === '1.1' ? incident_list.slice(0, 20) : [], rows: rows_of(returned.id, first.id, soldiers.id),
    });
  }
  clauses.set('2.1', { ...clauses.get('2.1')!, reasons: [], rows: {}, would_change: [], readings: [], exceptions: [], consequences: [], codes: {}, citations: [] });

  // The gate.
  const condition = (words: string, more: Partial<Condition>): Condition => ({
    kind: 'clause_fulfilled', words, required_by: [], met: 'not_met', account: '', reasons: [], children: [], ...more,
  });
  const leaves = [
    condition('clause 1.2 is fulfilled', { account: '47 of 48 by the Office of captives, 3 Mar 2030', reasons: [reason('one captive is not returned', [returned.id])] }),
    condition('the guarantors declare it', { kind: 'decision', met: 'unknown', account: 'no declaration is known' }),
    condition('clause 1.3 is fulfilled', { required_by: [north], met: 'disputed', account: 'short on 67 of 69 days by the monitors, on 9 by the army' }),
    condition('no breach of 1.1 is found for 7 days', { kind: 'no_breach', required_by: [south], met: 'met', account: 'last found 20 Feb 2030' }),
  ];
  const gate: Gate = {
    phase: '2', title: 'Pull-back and transition',
    root: condition('all of', { kind: 'all', children: [leaves[0]!, leaves[1]!, condition('any of', { kind: 'any', met: 'disputed', children: leaves.slice(2) })] }),
    blockers: leaves.slice(0, 3).map(({ children: _, ...leaf }) => leaf), rows: rows_of(returned.id),
  };

  const title = `Valley truce of January 2030 between ${north} and ${south}`;
  const root = 'a3f1'.repeat(16);
  const lines_of = (tally: Tally) => tally.lines.map(({ counter, label, low, high, on, steps }) => ({ counter, label, basis: 'running totals as stated', low, high, on, statements: steps.at(-1)?.statements ?? [] }));
  const board: Board = {
    agreement: { title, zone: 'Etc/UTC', parties, guarantors: ['Far Country', 'Near Country'] },
    as_known: '2030-03-18T12:00:00Z', as_known_words: '18 Mar 2030 12:00 UTC', viewpoint: 'everyone',
    viewpoints: [
      { value: 'everyone', label: 'Everyone' },
      ...parties.map((party) => ({ value: `party:${party}`, label: `${party}’s account` })),
      { value: 'grade:corroborated', label: 'Corroborated or better' },
      { value: 'findings', label: 'Findings only' },
    ],
    log: { entries: 1904, root, first_known: '2030-01-08T06:00:00Z', last_known: '2030-03-18T11:40:00Z' },
    day: 70,
    phases: [
      { number: '1', title: 'Ceasefire and exchange', state: 'current', began: '2030-01-09T12:00:00Z', claims: [] },
      { number: '2', title: 'Pull-back and transition', state: 'not_started', began: null, claims: [reason(`${north} said on 10 March that it has begun`, [first.id])] },
      { number: '3', title: arabic, state: 'not_started', began: null, claims: [] },
    ],
    tallies: tally_list.map((tally) => ({ id: tally.id, title: tally.title, target: tally.target, lines: lines_of(tally) })),
    clauses: [...phase_1, ...phase_2],
    gate: { phase: '2', title: gate.title, blockers: gate.blockers },
    news: [
      { what: 'amendment', id: 801, text: 'Office of captives: 41 corrected to 40', known_at: '2030-03-18T11:40:00Z' },
      { what: 'incident', id: 501, text: 'Exchange of fire near Mill Bridge', known_at: '2030-03-18T10:00:00Z' },
      { what: 'statement', id: first.id, text: `${script} ${turned}`, known_at: '2030-03-18T10:00:00Z', document: 1 },
      { what: 'finding', id: 901, text: arabic, known_at: '2030-03-18T09:00:00Z' },
    ],
    next: [{ at: '2030-03-20T00:00:00Z', text: 'clause 1.3 is due', clause: '1.3' }],
    flags: [{ statement: first.id, text: 'parts sum to 491', quote: '497 breaches: 142, 21, 228 and 100', speaker: { name: 'Party press office', side: north }, document: 1 }],
    statements: 1904, unreviewed: 112, rejections: 2,
  };

  return {
    begins: '2030-01-08', board, clauses, gate, tallies, incidents, documents,
    agreement: {
      text: `agreement "${title}"\n  party ${north}\n  party ${south}\n  ${turned}`,
      title, parties, in_force: [{ at: '2030-01-09T12:00:00Z', as: '' }, { at: '2030-01-10T00:00:00Z', as: 'Riverton health office' }],
      phases: [{ number: '1', title: 'Ceasefire and exchange', state: 'current', clauses: phase_1 }, { number: '2', title: 'Pull-back and transition', state: 'not_started', clauses: phase_2 }],
    },
    comparison: {
      as_known: board.as_known,
      columns: [...board.viewpoints, { value: `reading:${south}`, label: `As ${south} reads the text` }],
      clauses: [...phase_1, ...phase_2].filter(({ reading }) => !reading).map((clause, row) => ({
        ref: clause.ref, title: clause.title, differ: row === 0,
        cells: [...board.viewpoints, null].map((_, column) => ({
          status: row === 0 && column === 1 ? 'breached' : clause.status, status_words: clause.status_words, state: clause.state,
          since: clause.since, due: clause.due, alleged_incidents: clause.alleged_incidents, found: clause.found,
          summary: clause.summary, text: row === 0 && column === 1 ? 'breached, found 1' : clause.status_words,
        })),
      })),
    },
    positions: Object.values(all_rows).filter((row) => row.kind === 'position'),
    report: {
      date: '2030-03-18', as_known: '2030-03-18T12:00:00Z', title: `${title}: day 70`, log: { entries: 1904, root },
      sections: [
        { heading: 'Corrections to earlier reports', lines: ['captives returned by 2 Feb: 41 became 40'], table: null },
        { heading: 'By clause', lines: [], table: { columns: ['clause', 'status', 'alleged', 'found'], rows: [['1.1 Fire ceases', 'watched', 779, 1], [script, turned, null, 0]] } },
        { heading: arabic, lines: [hebrew, endless], table: null },
      ],
    },
    log: {
      batches: [
        { number: 2, command: 'truce read', by: 'R. Reviewer', note: script, recorded_at: '2030-03-18T10:00:00Z', first: 900, last: 1904 },
        { number: 1, command: 'truce add dispatches', by: '', note: '', recorded_at: '2030-01-08T06:00:00Z', first: 1, last: 899 },
      ],
      rejections: [
        { file: 'dispatches/broken.txt', line: 3, reason: 'the date "31 February" is not in the calendar', help: 'write days as 2030-02-28', batch: 1 },
        { file: turned, line: null, reason: script, help: '', batch: 2 },
      ],
    },
    verification: { sound: false, entries: 1904, root, problems: [{ entry: 77, what: 'the entry’s hash does not follow from the one before' }, { entry: null, what: 'the file is shorter than its head says' }] },
  };
}

/// A document in the list: everything but its text.
export function listed({ text: _text, media_type: _media, file: _file, sha256: _hash, rows: _rows, ...row }: DocumentDetail): DocumentRow {
  return row;
}

/// Where `words` stand in `text`, in code points.
function span_in(text: string, words: string): Span | null {
  const at = text.indexOf(words);
  if (at < 0) return null;
  const begin = [...text.slice(0, at)].length;
  return [begin, begin + [...words].length];
}

// SPDX-License-Identifier: Apache-2.0
// Starts `truce language-server` and carries what it says into VS Code. No package is needed beside the editor's
// own: the part of the protocol that the server speaks is small.
'use strict';

const { spawn } = require('node:child_process');
const vscode = require('vscode');

const kLanguage = 'truce';
const kPatience = 10_000; // milliseconds to wait for an answer before the editor goes on without

/// One running server, and the questions that it has not answered.
class Server {
  constructor(program, args, told) {
    this.told = told; // (method, params) of what the server says unasked
    this.waiting = new Map();
    this.lastId = 0;
    this.bytes = Buffer.alloc(0);
    this.gone = false;
    this.child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.on('error', (error) => this.end(`${program} cannot be started: ${error.message}`));
    this.child.on('exit', (code) => this.end(`the server ended with ${code}`));
    this.child.stdin.on('error', () => {}); // 'exit' tells of it
    this.child.stdout.on('data', (more) => this.read(more));
  }

  end(why) {
    if (this.gone) return;
    this.gone = true;
    for (const one of this.waiting.values()) one.reject(new Error(why));
    this.waiting.clear();
    this.told('ended', why);
  }

  send(message) {
    if (this.gone) return;
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }), 'utf8');
    this.child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.child.stdin.write(body);
  }

  notify(method, params) {
    this.send({ method, params });
  }

  ask(method, params) {
    if (this.gone) return Promise.reject(new Error('the server is not running'));
    const id = ++this.lastId;
    const answer = new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error(`no answer to ${method}`));
      }, kPatience);
      const settle = (then) => (value) => {
        clearTimeout(timer);
        then(value);
      };
      this.waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
    });
    this.send({ id, method, params });
    return answer;
  }

  read(more) {
    this.bytes = Buffer.concat([this.bytes, more]);
    for (;;) {
      const header = this.bytes.indexOf('\r\n\r\n');
      if (header < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.bytes.toString('latin1', 0, header));
      const begin = header + 4;
      const end = begin + Number(length?.[1] ?? 0);
      if (this.bytes.length < end) return;
      const body = this.bytes.toString('utf8', begin, end);
      this.bytes = this.bytes.subarray(end);
      if (length) this.take(JSON.parse(body));
    }
  }

  take(message) {
    if (message.method) return this.told(message.method, message.params);
    const asked = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (!asked) return undefined;
    return message.error ? asked.reject(new Error(message.error.message)) : asked.resolve(message.result);
  }

  async stop() {
    if (this.gone) return;
    await this.ask('shutdown', null).catch(() => {});
    this.notify('exit', null);
  }
}

// ---- From the protocol's words to the editor's

const range = (r) => new vscode.Range(r.start.line, r.start.character, r.end.line, r.end.character);

function diagnostic(one) {
  const severity = one.severity === 1 ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const shown = new vscode.Diagnostic(range(one.range), one.message, severity);
  shown.source = one.source;
  return shown;
}

function symbol(one) {
  // The protocol counts kinds from 1, the editor from 0.
  const shown = new vscode.DocumentSymbol(one.name, one.detail, one.kind - 1, range(one.range), range(one.selectionRange));
  shown.children = one.children.map(symbol);
  return shown;
}

function proposal(one) {
  const shown = new vscode.CompletionItem(one.label, one.kind - 1);
  shown.detail = one.detail;
  shown.insertText = one.insertText;
  return shown;
}

const place = (document, position) => ({
  textDocument: { uri: document.uri.toString() },
  position: { line: position.line, character: position.character },
});

function providers(server) {
  const text = (document) => ({ textDocument: { uri: document.uri.toString() } });
  const { languages } = vscode;
  return [
    languages.registerHoverProvider(kLanguage, {
      async provideHover(document, position) {
        const hover = await server.ask('textDocument/hover', place(document, position));
        return hover && new vscode.Hover(new vscode.MarkdownString(hover.contents.value), range(hover.range));
      },
    }),
    languages.registerDefinitionProvider(kLanguage, {
      async provideDefinition(document, position) {
        const found = await server.ask('textDocument/definition', place(document, position));
        return found && new vscode.Location(vscode.Uri.parse(found.uri), range(found.range));
      },
    }),
    languages.registerDocumentSymbolProvider(kLanguage, {
      async provideDocumentSymbols(document) {
        return (await server.ask('textDocument/documentSymbol', text(document))).map(symbol);
      },
    }),
    languages.registerCompletionItemProvider(kLanguage, {
      async provideCompletionItems(document, position) {
        return (await server.ask('textDocument/completion', place(document, position))).map(proposal);
      },
    }),
    languages.registerDocumentFormattingEditProvider(kLanguage, {
      async provideDocumentFormattingEdits(document) {
        const edits = await server.ask('textDocument/formatting', text(document));
        return edits.map((edit) => vscode.TextEdit.replace(range(edit.range), edit.newText));
      },
    }),
  ];
}

// ---- Texts that are open

function watchTexts(server) {
  const ours = (document) => document.languageId === kLanguage;
  const open = (document) => {
    if (!ours(document)) return;
    const textDocument = {
      uri: document.uri.toString(),
      languageId: kLanguage,
      version: document.version,
      text: document.getText(),
    };
    server.notify('textDocument/didOpen', { textDocument });
  };
  const changed = ({ document }) => {
    if (!ours(document)) return;
    const textDocument = { uri: document.uri.toString(), version: document.version };
    server.notify('textDocument/didChange', { textDocument, contentChanges: [{ text: document.getText() }] });
  };
  const close = (document) => {
    if (ours(document)) server.notify('textDocument/didClose', { textDocument: { uri: document.uri.toString() } });
  };
  vscode.workspace.textDocuments.forEach(open);
  return [
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidChangeTextDocument(changed),
    vscode.workspace.onDidCloseTextDocument(close),
  ];
}

let running;

async function activate(context) {
  const settings = vscode.workspace.getConfiguration('truce');
  const store = settings.get('store');
  const marks = vscode.languages.createDiagnosticCollection(kLanguage);
  const told = (method, params) => {
    if (method === 'textDocument/publishDiagnostics')
      marks.set(vscode.Uri.parse(params.uri), params.diagnostics.map(diagnostic));
    if (method === 'window/logMessage') console.error(params.message);
    if (method === 'ended' && running) vscode.window.showErrorMessage(`truce: ${params}; the setting truce.program names it`);
  };
  running = new Server(settings.get('program'), ['language-server', ...(store ? ['--store', store] : [])], told);
  context.subscriptions.push(marks);
  try {
    await running.ask('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  } catch {
    return; // told above
  }
  running.notify('initialized', {});
  context.subscriptions.push(...providers(running), ...watchTexts(running));
}

async function deactivate() {
  const server = running;
  running = undefined; // an end that was asked for is no news
  await server?.stop();
}

module.exports = { activate, deactivate };

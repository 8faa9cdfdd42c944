// The canonical form of a data file, there and back: what scripts/load/canonical.py writes, byte for byte.
// Every value is the text that was written; `shape` (made from the model) says how each field is written.

export class Refused extends Error {
  name = ''; // decap-cms shows `${error}`: the sentence alone
}

// Fixed ranges: what is a letter differs between versions of Unicode, and load/canonical.py quotes alike.
const PLAIN = /^[0-9A-Za-z_\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3ffff}〔【（《“‘/.][^\n]*$/u;
const UNSAFE = /[,[\]{}'"\\\t]|: |:$| #/u;
const TYPED =
  /^(?:[-+]?[0-9][0-9_,.:eExXa-fA-FoO+-]*|[-+]?\.(?:inf|nan)|\.[0-9]+|~|null|true|false|yes|no|on|off|y|n|=|<<|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[^\n]*)$/i;
const WHOLE = /^(?:0|[1-9][0-9]*)$/;
const NUMBER = /^(?:0|-?[1-9][0-9]*|-?[0-9]+\.[0-9]+)$/;
const INVISIBLE =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}\ud800-\udfff]/u;

const APART = 'steps'; // the list whose records have an empty line between them: each may be another unit's

// ---------- writing ----------

export function write(shape, record, header) {
  return [header, ...block(shape, record)].join('\n') + '\n';
}

export function front(shape, record) {
  return block(shape, record).join('\n') + '\n';
}

function block(shape, record, indent = '') {
  return given(shape, record).flatMap(([field, value]) => entry(field, value, indent));
}

function given(shape, record) {
  return shape.fields.map((field) => [field, record[field.name]]).filter(([, value]) => !isEmpty(value));
}

export function isEmpty(value) {
  return value === undefined || value === null || value === '' || (typeof value === 'object' && !Object.keys(value).length);
}

function entry(field, value, indent) {
  if (field.kind === 'facts' || isByUnit(field, value)) {
    const text = field.kind === 'facts' ? flowFact : (day) => day;
    return [`${indent}${field.name}:`, ...Object.entries(value).map(([key, each]) => `${indent}  ${quoted(key)}: ${text(each)}`)];
  }
  if (field.kind === 'records') {
    const between = field.name === APART ? [''] : [];
    return [`${field.name}:`, ...value.flatMap((each) => [...between, ...listed(field, each)]).slice(between.length)];
  }
  return [`${indent}${field.name}: ${flow(field, value)}`];
}

function isByUnit(field, value) {
  return field.kind === 'done' && typeof value === 'object';
}

function listed(shape, record) {
  if (!given(shape, record).some(([field, value]) => isByUnit(field, value))) return [`  - ${flowRecord(shape, record)}`];
  const [first, ...rest] = block(shape, record, '    ');
  return [`  - ${first.trimStart()}`, ...rest];
}

function flow(field, value) {
  if (field.kind === 'record') return flowRecord(field, value);
  if (['day', 'due', 'done'].includes(field.kind)) return value;
  if (field.kind === 'number') return whole(value);
  return quoted(value);
}

function flowRecord(shape, record) {
  return `{${given(shape, record).map(([field, value]) => `${field.name}: ${flow(field, value)}`).join(', ')}}`;
}

function braces(map, key, text) {
  return `{${Object.entries(map).map(([name, value]) => `${key(name)}: ${text(value)}`).join(', ')}}`;
}

function flowFact(value) {
  if (typeof value === 'object') return braces(value, (key) => (WHOLE.test(key) ? key : quoted(key)), flowFact);
  return NUMBER.test(value) ? decimal(value) : quoted(value);
}

function whole(text) {
  return text.replace(/^0+(?=[0-9])/, '');
}

function decimal(text) {
  const [, sign, before, after] = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  const rest = (after || '').replace(/0+$/, '');
  const number = whole(before) + (rest && `.${rest}`);
  return number === '0' ? '0' : sign + number;
}

export function quoted(text) {
  if (PLAIN.test(text) && !UNSAFE.test(text) && !TYPED.test(text)) return text;
  const escaped = text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\t/g, '\\t');
  return `"${escaped}"`;
}

// ---------- reading ----------

// Read a text in canonical form; Refused for any other YAML, so that nothing is ever guessed.
export function parse(text) {
  const rows = text.split('\n').filter((row) => row.trim() && !row.startsWith('#'));
  const reader = new Blocks(rows);
  const found = reader.read(0);
  if (reader.at < rows.length) throw unread(rows[reader.at]);
  return found;
}

function unread(row) {
  return new Refused(`这一行不是规范格式，读不出来：${row.trim().slice(0, 40)}`);
}

class Blocks {
  constructor(rows) {
    this.rows = rows;
    this.at = 0;
  }

  depth() {
    return this.at < this.rows.length ? this.rows[this.at].search(/\S/) : -1;
  }

  read(depth) {
    return this.rows[this.at]?.startsWith('- ', depth) ? this.list(depth) : this.map(depth);
  }

  list(depth) {
    const found = [];
    while (this.depth() === depth && this.rows[this.at].startsWith('- ', depth)) {
      const row = this.rows[this.at];
      if (/^[{["]/.test(row.slice(depth + 2))) {
        found.push(new Flow(row.slice(depth + 2)).whole());
        this.at += 1;
      } else {
        this.rows[this.at] = `${' '.repeat(depth + 2)}${row.slice(depth + 2)}`;
        found.push(this.map(depth + 2));
      }
    }
    return found;
  }

  map(depth) {
    const found = {};
    while (this.depth() === depth) {
      const row = new Flow(this.rows[this.at].slice(depth));
      const key = row.key();
      if (Object.hasOwn(found, key)) throw unread(this.rows[this.at]);
      this.at += 1;
      if (!row.rest()) {
        if (this.depth() <= depth) throw unread(this.rows[this.at - 1]);
        set(found, key, this.read(this.depth()));
      } else set(found, key, row.whole());
    }
    if (this.depth() > depth) throw unread(this.rows[this.at]);
    return found;
  }
}

function set(map, key, value) {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

class Flow {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  rest() {
    return this.text.slice(this.at).trimStart();
  }

  whole() {
    this.skip();
    const found = this.value('');
    this.skip();
    if (this.at < this.text.length) throw unread(this.text);
    return found;
  }

  skip() {
    while (this.text[this.at] === ' ') this.at += 1;
  }

  // A plain text ends at one of `ends`; at the end of the line in a block.
  value(ends) {
    const first = this.text[this.at];
    if (first === '{') return this.braces();
    if (first === '[') return this.brackets();
    if (first === '"') return this.string();
    return this.plain(ends);
  }

  key() {
    const found = this.text[this.at] === '"' ? this.string() : this.plain(':');
    if (this.text[this.at] !== ':') throw unread(this.text);
    this.at += 1;
    return found;
  }

  plain(ends) {
    let end = this.at;
    while (end < this.text.length && !ends.includes(this.text[end])) {
      if (ends !== ':' || this.text[end] !== ':') end += 1;
    }
    const found = this.text.slice(this.at, end).trimEnd();
    if (!found || /^[-?:,[\]{}#&*!|>'%@`]( |$)|^[#&*!|>'%@`]/.test(found) || / #|: /.test(found)) throw unread(this.text);
    this.at = end;
    return found;
  }

  string() {
    const found = /"((?:[^"\\]|\\["\\nt])*)"/y;
    found.lastIndex = this.at;
    const match = found.exec(this.text);
    if (!match) throw unread(this.text);
    this.at = found.lastIndex;
    return match[1].replace(/\\(.)/g, (_, letter) => ({ n: '\n', t: '\t' })[letter] || letter);
  }

  braces() {
    const found = {};
    this.several('}', () => {
      const key = this.key();
      this.skip();
      if (Object.hasOwn(found, key)) throw unread(this.text);
      set(found, key, this.value(',}'));
    });
    return found;
  }

  brackets() {
    const found = [];
    this.several(']', () => found.push(this.value(',]')));
    return found;
  }

  several(end, each) {
    this.at += 1;
    for (this.skip(); this.text[this.at] !== end; this.skip()) {
      each();
      this.skip();
      if (this.text[this.at] === ',') this.at += 1;
      else if (this.text[this.at] !== end) throw unread(this.text);
    }
    this.at += 1;
  }
}

// ---------- what the loader would refuse ----------

// Return the record as it will be written: trimmed, in Unicode NFC, empty fields left out. Refused says what is wrong.
export function tidy(shape, record, place = '') {
  const found = {};
  for (const field of shape.fields) {
    const value = tidied(field, record[field.name], `${place}${field.label}`);
    if (!isEmpty(value)) found[field.name] = value;
    else if (field.required) throw new Refused(`${place}“${field.label}”没有填写`);
  }
  return found;
}

function tidied(field, value, place) {
  if (isEmpty(value)) return undefined;
  if (field.kind === 'records') {
    return value.map((each, index) => tidy(field, each, `${place}第 ${index + 1} 条：`));
  }
  if (field.kind === 'record') {
    return Object.values(value).every(isEmpty) ? undefined : tidy(field, value, `${place}：`);
  }
  if (typeof value === 'object') return tidiedMap(field, value, place);
  return checked(field, String(value).trim().normalize('NFC'), place);
}

function tidiedMap(field, map, place) {
  const found = {};
  for (const [key, value] of Object.entries(map)) {
    const each = tidied(field, value, `${place}“${key}”`);
    if (!isEmpty(each)) set(found, key, each);
  }
  return found;
}

function checked(field, text, place) {
  const hidden = INVISIBLE.exec(text);
  const size = [...text].length;
  if (hidden) throw new Refused(`“${place}”含看不见的控制字符，请删去后重新输入`);
  if (field.limit && size > field.limit) throw new Refused(`“${place}”过长，共 ${size} 字（应不超过 ${field.limit} 字）`);
  if (text && field.pattern && field.kind !== 'done' && !new RegExp(field.pattern, 'u').test(text)) {
    throw new Refused(`“${place}”写法不对（应为${field.expected}）`);
  }
  if (text && field.words && !field.words.includes(text)) throw new Refused(`“${place}”应为 ${field.words.join(' / ')} 之一`);
  return text;
}

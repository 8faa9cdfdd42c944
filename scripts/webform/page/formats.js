// The two formats of the form, as decap-cms asks for them: text of a file ⇄ what its fields hold.

import { Refused, front, isEmpty, parse, tidy, write } from './canonical.js';
import { kindFor } from './parts.js';
import { bringsFit, isDay, obey, when } from './rules.js';

const FENCE = '---\n';
const UNREAD = '读不出来的原因';
export const seen = new Set(); // every text of a file that this page was shown or made
const READ_ONLY = '这个文件带有批注或不是规范格式，网页表单不改它；请双拥办运行 python3 tasks.py format 整理后再填，或改用 Excel 表';

// `header`, `campaign` and `groups` are those of config.json; `opened` tells which item the page shows, for one
// that has no file yet; `reader` whose page it is: `unit`, `helps` (items it does not lead) and `today`.
export function progressFormat(shape, header, campaign, groups, opened, reader) {
  const orders = new Map(); // id → keys of its facts and of each step's members, as they stood in the file
  return {
    fromFile(text) {
      seen.add(text);
      if (!text.trim()) return {}; // an item that has no file yet
      return safely(() => {
        const record = parse(text);
        if (write(shape, tidy(shape, record), header) !== text) throw new Refused(READ_ONLY);
        orders.set(record.id, record);
        const helper = reader.helps.has(record.id) && reader.unit;
        const steps = (record.steps || []).map((step) => ({
          ...step,
          ...kindFor(step, groups, helper),
          when: when(step.due, campaign.nodes),
        }));
        return { ...record, steps };
      });
    },
    toFile(data) {
      refuseUnread(data);
      const named = isEmpty(data.id) ? { ...data, id: opened() } : data;
      const record = tidy(shape, ordered(numbered(named), orders.get(data.id), campaign, groups));
      days(shape, record);
      bringsFit(orders.has(data.id) ? tidy(shape, orders.get(data.id)) : {}, record, campaign, reader.today);
      obey(record, campaign);
      return made(write(shape, record, header));
    },
  };
}

export function articleFormat(shape) {
  return {
    fromFile(text) {
      seen.add(text);
      const end = text.indexOf(`\n${FENCE}`, FENCE.length);
      return safely(() => {
        const record = parse(text.slice(FENCE.length, end + 1));
        if (FENCE + front(shape, tidy(shape, record)) !== text.slice(0, end + 1)) throw new Refused(READ_ONLY);
        return { ...record, body: text.slice(end + 1 + FENCE.length) };
      });
    },
    toFile(data) {
      refuseUnread(data);
      const record = tidy(shape, data);
      days(shape, record);
      const body = (data.body || '').replace(/\r\n?/g, '\n').replace(/^\n*/, '\n').replace(/\n*$/, '\n');
      return made(FENCE + front(shape, record) + FENCE + body);
    },
  };
}

function made(text) {
  seen.add(text);
  return text;
}

function safely(read) {
  try {
    return read();
  } catch (error) {
    const why = error instanceof Refused && error.message !== READ_ONLY ? `${READ_ONLY}（${error.message}）` : READ_ONLY;
    return { title: READ_ONLY, [UNREAD]: why };
  }
}

function refuseUnread(data) {
  if (data[UNREAD]) throw new Refused(data[UNREAD]);
}

// Give new steps and pieces of evidence the next free number.
function numbered(data) {
  return { ...data, steps: withIds(data.steps, 's'), evidence: withIds(data.evidence, 'e') };
}

function withIds(entries, letter) {
  const numbers = (entries || []).map(({ id }) => Number(new RegExp(`^${letter}([0-9]+)$`).exec(id || '')?.[1] || 0));
  let last = Math.max(0, ...numbers);
  return (entries || []).map((entry) => (isEmpty(entry.id) ? { ...entry, id: `${letter}${(last += 1)}` } : entry));
}

// Put the keys of mappings where they stood; new ones where the rule, or the list of members, has them.
function ordered(data, before, campaign, groups) {
  const facts = sorted(data.facts, [...keys(before?.facts), ...(campaign.items[data.id]?.facts || [])]);
  for (const [name, value] of Object.entries(facts)) {
    facts[name] = typeof value === 'object' && value ? sorted(value, [...keys(before?.facts?.[name]), '完成', '总数']) : value;
  }
  const steps = data.steps.map(({ kind, ...step }) => {
    const group = kind in groups ? kind : step.unit; // the step of a collective may be shown without its days
    const members = groups[group];
    if (!members) return step;
    const old = (before?.steps || []).find(({ id }) => id === step.id);
    return { ...step, unit: group, done: sorted(step.done, [...keys(old?.done), ...members]) };
  });
  return { ...data, facts, steps };
}

function keys(map) {
  return map && typeof map === 'object' ? Object.keys(map) : [];
}

function sorted(map, order) {
  const found = {};
  for (const key of [...order, ...keys(map)]) if (map && key in map) found[key] = map[key];
  return found;
}

function days(shape, record) {
  for (const field of shape.fields) {
    const value = record[field.name];
    if (isEmpty(value)) continue;
    if (field.kind === 'records') value.forEach((each) => days(field, each));
    else if (field.kind === 'record') days(field, value);
    else if (['day', 'done'].includes(field.kind)) {
      for (const day of typeof value === 'object' ? Object.values(value) : [value]) {
        if (!isDay(day)) throw new Refused(`“${field.label}”没有这一天（应为 2000–2100 年之间、日历上有的日期）`);
      }
    }
  }
}

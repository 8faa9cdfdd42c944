// What `check` says of one progress record, said before it is saved: the same rules, the same sentences.

import { Refused, isEmpty } from './canonical.js';

const INTERNAL = '〔内部〕';
const AGAIN = '重新办理：'; // how a report begins that says why a closed item is worked on again

export function obey(record, campaign) {
  const item = campaign.items[record.id];
  once(record.steps, '措施');
  once(record.evidence, '佐证');
  stateFits(record);
  (record.steps || []).forEach((step) => inTime(step, item?.due, campaign.nodes));
  (record.evidence || []).forEach((entry) => registered(entry, item?.yearly || []));
  inOrder(record.reports || []);
}

// What a save brings: nothing new to a closed item without a reason, and no day that is still to come.
export function bringsFit(before, record, campaign, today) {
  staysClosed(before, record, campaign.items[record.id]?.closed);
  const done = new Map((before.steps || []).map(({ id, done: days }) => [id, daysOf(days)]));
  for (const { id, title, done: days } of record.steps || []) {
    for (const [unit, day] of Object.entries(daysOf(days))) {
      if (done.get(id)?.[unit] !== day) isPast(day, `“${short(title)}”的完成日期`, today);
    }
  }
  const reported = new Set((before.reports || []).map(({ on }) => on));
  for (const { on } of record.reports || []) if (!reported.has(on)) isPast(on, '报告日期', today);
  if (record.request && record.request.on !== before.request?.on) isPast(record.request.on, '申请销号的日期', today);
}

function daysOf(days) {
  return days && typeof days === 'object' ? days : { '': days };
}

function isPast(day, what, today) {
  if (day > today) refuse(`${what} ${day} 还没有到（今天是 ${today}）；没办完的不要填日期`);
}

function staysClosed(before, record, since) {
  if (!since || before.state !== '申请销号' || before.request?.on > since) return;
  if (JSON.stringify(before) === JSON.stringify(record)) return;
  const isReason = ({ on, text }) => on >= since && text.startsWith(AGAIN) && text.length > AGAIN.length + 1;
  if (!(record.reports || []).some(isReason)) {
    refuse(`小项 ${since} 已经销号；要改，请牵头单位先加一条以“${AGAIN}”开头的进展报告，写明为什么`);
  }
}

function refuse(message) {
  throw new Refused(message);
}

function short(text) {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

function once(entries, what) {
  const seen = new Set();
  for (const { id } of entries || []) {
    if (seen.has(id)) refuse(`${what}编号“${id}”重复（应唯一）`);
    seen.add(id);
  }
}

function stateFits({ state, request, facts, evidence, steps }) {
  if (state === '申请销号' && !request) refuse('状态是“申请销号”，请在“申请销号”一栏写明日期和说明');
  if (state !== '申请销号' && request) refuse(`状态是“${state}”，不应填“申请销号”一栏（应删去或改状态）`);
  const begun = facts || evidence || (steps || []).some((step) => step.done);
  if (state === '未启动' && begun) refuse('已有进展，状态却是“未启动”（应为“办理中”）');
}

function inTime({ title, due }, latest, nodes) {
  const [, node, before] = /^([A-Z]+)(?:-([0-9]+))?$/.exec(due) || [];
  if (node && !nodes[node]) refuse(`期限“${due}”的节点不存在（应为 ${Object.keys(nodes).join(' / ')} 之一）`);
  const day = node ? earlier(nodes[node], Number(before || 0)) : due;
  if (!node && !isDay(day)) refuse(`“${short(title)}”的期限没有这一天（应为日历上有的日期，实为“${due}”）`);
  if (latest && day > latest) refuse(`“${short(title)}”的期限晚于小项期限（应不晚于 ${latest}，实为 ${day}）`);
}

// A deadline with the day it means.
export function when(due, nodes) {
  const [, node, before] = /^([A-Z]+)(?:-([0-9]+))?$/.exec(due) || [];
  return nodes[node] ? `${earlier(nodes[node], Number(before || 0))}（${due}）` : due;
}

function earlier(day, days) {
  return new Date(Date.parse(day) - days * 86400000).toISOString().slice(0, 10);
}

export function isDay(text) {
  const day = new Date(text);
  return !Number.isNaN(day.valueOf()) && day.toISOString().slice(0, 10) === text && text >= '2000' && text < '2101';
}

function registered(entry, yearly) {
  const piece = entry.for;
  if (yearly.includes(piece) && isEmpty(entry.year)) refuse(`“${piece}”逐年要求，缺年度`);
  if (entry.level === '纸质' && isEmpty(entry.box)) refuse(`“${short(entry.title)}”是纸质佐证，缺盒号（如 1-05）`);
  if (entry.level === '纸质' && entry.file) refuse(`“${short(entry.title)}”是纸质佐证，不入库（应去掉文件，请双拥办办理）`);
  if (entry.level === '公开' && piece.includes(INTERNAL)) refuse(`标为${INTERNAL}的佐证不能公开（应为 内部 或 纸质）`);
}

function inOrder(reports) {
  reports.forEach((report, index) => {
    if (index && report.on < reports[index - 1].on) refuse(`报告日期早于前一条（应不早于 ${reports[index - 1].on}）`);
  });
}

// What `check` says of one progress record, said before it is saved: the same rules, the same sentences.

import { Refused, isEmpty } from './canonical.js';

const INTERNAL = '〔内部〕';

export function obey(record, campaign) {
  const item = campaign.items[record.id];
  once(record.steps, '措施');
  once(record.evidence, '佐证');
  stateFits(record);
  (record.steps || []).forEach((step) => inTime(step, item?.due, campaign.nodes));
  (record.evidence || []).forEach((entry) => registered(entry, item?.yearly || []));
  inOrder(record.reports || []);
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

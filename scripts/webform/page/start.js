// The page: whose form it is, then decap-cms with that unit's files only.

import { Refused } from './canonical.js';
import { articleFormat, progressFormat, seen } from './formats.js';
import { helping } from './parts.js';
import { ownWords } from './words.js';

const REMEMBERED = 'edit-unit';
const COLUMNS = 'column';
const REVIEW = 'review'; // whoever merges, on a repository without a forge

const data = await (await fetch('config.json', { cache: 'no-cache' })).json();
const asked = new URLSearchParams(location.search).get('unit');
const unit = asked === null ? localStorage.getItem(REMEMBERED) : asked;
const special = { [COLUMNS]: '双拥专栏稿件', ...(data.config.backend.name === 'proxy' && { [REVIEW]: '审核合并' }) };
const today = data.today || new Date().toLocaleDateString('sv'); // as files write it: 2026-07-20
const titles = new Map(); // of every file by its place in the page's address
const helps = new Set(); // the items in which the unit only has a part
const mine = collections();
if (mine.length) open();
else choose();

function collections() {
  if (unit === COLUMNS) return data.columns;
  if (unit === REVIEW && special[REVIEW]) {
    return [...data.units.map(collection), ...data.columns].map((each) => ({ ...each, publish: true, create: false }));
  }
  return data.units.filter((each) => each.unit.id === unit).map(collection);
}

function collection({ collection: own, campaign, unit: whose }) {
  const files = [...own.files].sort(byDuty).map(({ item, led, open: due, ...file }) => {
    const { fields, ...entry } = data.files[campaign][item];
    titles.set(`/collections/${own.name}/entries/${file.name}`, file.label);
    const isPart = !led && unit !== REVIEW;
    if (isPart) helps.add(`${campaign} ${item}`);
    const label = file.label + duty(due, data.campaigns[campaign].items[item].closed);
    return { ...entry, ...file, label, fields: isPart ? helping(fields, whose.name, data.groups) : fields };
  });
  return { ...own, files };
}

// Items one leads first; among each, those with something to do by the day it has to be done.
function byDuty(one, other) {
  return other.led - one.led || (one.open[0] || '9').localeCompare(other.open[0] || '9');
}

function duty([next, ...more], closed) {
  if (closed) return '　已销号';
  if (!next) return '';
  return `　未办 ${more.length + 1} 条，${next < today ? `${next} 已逾期` : `最近期限 ${next}`}`;
}

// Say in the head of the form, and in the browser's tab, which item it is.
function entitle() {
  const title = titles.get(decodeURIComponent(location.hash.slice(1))) || '';
  document.title = title ? `${title}｜网页填报` : '网页填报';
  document.documentElement.classList.toggle('titled', title !== '');
  document.documentElement.style.setProperty('--item', JSON.stringify(title));
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function choose() {
  const named = new Map(data.units.map((each) => [each.unit.id, each.unit.name]));
  const entries = [...named, ...Object.entries(special)].map(([id, name]) =>
    element('li', {}, element('a', { href: `?unit=${encodeURIComponent(id)}`, textContent: name })),
  );
  const search = element('input', { type: 'search', placeholder: '输入单位名称中的几个字', ariaLabel: '查找单位' });
  search.addEventListener('input', () => {
    for (const entry of entries) entry.hidden = !entry.textContent.includes(search.value.trim());
  });
  const list = element('ul', {}, ...entries);
  document.body.append(
    element('main', { className: 'choice' }, element('h1', { textContent: '网页填报：您是哪个单位？' }), search, list),
  );
}

function open() {
  localStorage.setItem(REMEMBERED, unit);
  if (asked !== null) history.replaceState(null, '', location.pathname + location.hash);
  window.CMS_MANUAL_INIT = true;
  window.addEventListener('hashchange', entitle);
  entitle();
  const script = element('script', { src: 'decap-cms.js' });
  script.addEventListener('load', start);
  document.body.append(script);
  const name = special[unit] || readerName();
  document.body.append(element('div', { className: 'whose' }, `${name}　`, element('a', { href: '?unit=', textContent: '换单位' })));
}

// Saving writes the whole file: what others merged or proposed since it was opened must not be undone unseen.
// Once there is a proposal it is what the page shows; that main moved on since then, edit/server.mjs tells.
async function fresh(entry) {
  const [collection, slug, path] = ['collection', 'slug', 'path'].map((name) => entry.get(name));
  if (!path) return; // a new article: it has no name yet
  const waiting = await ask('unpublishedEntry', { collection, slug });
  const { data: now } = waiting
    ? await ask('unpublishedEntryDataFile', { collection, slug, path, id: path })
    : await ask('getEntry', { path });
  if (!now || seen.has(now)) return;
  const what = waiting ? '另一次填报已经送审' : '别人的改动已经合并进这个小项';
  throw new Refused(`您打开以后，${what}。请记下刚填的内容，刷新页面再填`);
}

async function ask(action, params) {
  const { proxy_url: address, branch } = data.config.backend;
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ branch, action, params: { branch, ...params } }),
  }).catch(() => ({}));
  if (answer.status === 404 && action === 'unpublishedEntry') return undefined; // nothing waits
  if (!answer.ok) throw new Refused('服务器没有回答，看不到别人有没有改过。请记下刚填的内容，稍后再存');
  return answer.json();
}

function opened() {
  return decodeURIComponent(location.hash.split('/entries/')[1] || '');
}

function readerName() {
  return data.units.find((each) => each.unit.id === unit)?.unit.name;
}

function ofCampaign(id) {
  return new Set([...helps].filter((each) => each.startsWith(`${id} `)).map((each) => each.slice(id.length + 1)));
}

function start() {
  const { CMS } = window;
  CMS.registerLocale('zh_Hans', ownWords(CMS.getLocale('zh_Hans')));
  for (const [id, campaign] of Object.entries(data.campaigns)) {
    const reader = { unit: readerName(), helps: ofCampaign(id), today };
    CMS.registerCustomFormat(`progress-${id}`, 'yml', progressFormat(data.shapes.progress, data.header, campaign, data.groups, opened, reader));
  }
  CMS.registerCustomFormat('article', 'md', articleFormat(data.shapes.article));
  if (data.config.backend.name === 'proxy') CMS.registerEventListener({ name: 'preSave', handler: ({ entry }) => fresh(entry) });
  CMS.init({ config: { ...data.config, collections: mine } });
}

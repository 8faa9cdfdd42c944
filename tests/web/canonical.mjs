// Answers line by line what the scripts of the form make of a text: `node canonical.mjs FOLDER CONFIG`.
// {"kind": "write" | "front" | "progress:<campaign>" | "article", "text": …} → {"text": …} or {"refused": …}

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [, , folder, config] = process.argv;
const page = (name) => import(pathToFileURL(`${folder}/${name}`).href);
const { front, parse, tidy, write } = await page('canonical.js');
const { articleFormat, progressFormat } = await page('formats.js');
const { header, shapes, campaigns, groups, today, helper } = JSON.parse(readFileSync(config, 'utf8'));

function again({ kind, text, edits = {} }) {
  if (kind === 'write') return write(shapes.progress, tidy(shapes.progress, parse(text)), header);
  if (kind === 'front') return front(shapes.article, tidy(shapes.article, parse(text)));
  const [name, campaign] = kind.split(':');
  const reader = { unit: helper, helps: new Set(helper ? Object.keys(campaigns[campaign]?.items || {}) : []), today };
  const format =
    name === 'article'
      ? articleFormat(shapes.article)
      : progressFormat(shapes.progress, header, campaigns[campaign], groups, () => '', reader);
  return format.toFile({ ...format.fromFile(text), ...edits });
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { text: again(JSON.parse(line)) };
  } catch (error) {
    answer = { refused: error.message, unexpected: error.name !== '' };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

// What the form's pages talk to with --backend local: decap-server behind a narrow door (decision 0014).
// decap-server itself takes any path of the clone, .git/config and the programs among them; here only what the
// form writes goes in, as a proposal, on the branch of one item or article.
//   GIT_REPO_DIRECTORY=/srv/shuangyong-repo node edit/server.mjs

import { execFile } from 'node:child_process';

import decap from 'decap-server/dist/middlewares.js';
import express from 'express';

const NAME = '[^/\\\\.\\p{C}][^/\\\\\\p{C}]*'; // one step of a path, never a dotfile
const FILE = new RegExp(`^(?:data/campaigns/${NAME}/progress/${NAME}\\.yml|docs/public/${NAME}/${NAME}\\.md)$`, 'u');
const FOLDER = new RegExp(`^docs/public(?:/${NAME})?$`, 'u');
const KEY = new RegExp(`^${NAME}$`, 'u');
const MAIN = process.env.BRANCH || 'main';

const draft = ({ collection, slug }) => KEY.test(collection) && KEY.test(slug);
const ACTIONS = new Map([
  ['info', () => true],
  ['entriesByFolder', ({ folder }) => FOLDER.test(folder)],
  ['entriesByFiles', ({ files }) => files.every(({ path }) => FILE.test(path))],
  ['getEntry', ({ path }) => FILE.test(path)],
  ['getMedia', ({ mediaFolder }) => FOLDER.test(mediaFolder)],
  ['getDeployPreview', () => true],
  ['unpublishedEntries', () => true],
  ['unpublishedEntry', ({ id, collection, slug }) => (id ? id.split('/').every((each) => KEY.test(each)) : draft({ collection, slug }))],
  ['unpublishedEntryDataFile', ({ path, ...of }) => FILE.test(path) && draft(of)],
  ['persistEntry', isProposal],
  ['updateUnpublishedEntryStatus', draft],
  ['deleteUnpublishedEntry', draft],
  ['publishUnpublishedEntry', draft],
]);

function isProposal({ dataFiles, assets, options }) {
  return (
    options.useWorkflow === true &&
    assets.length === 0 &&
    dataFiles.length === 1 &&
    dataFiles.every(({ path, newPath, slug }) => FILE.test(path) && newPath === undefined && draft({ collection: options.collectionName, slug }))
  );
}

function isAllowed({ action, params = {} }) {
  try {
    return ACTIONS.get(action)(params) && (action === 'info' || params.branch === MAIN);
  } catch {
    return false; // not the shape the form sends
  }
}

// Saving a proposal again writes the whole file: what others merged since it began would be undone unseen.
async function isOvertaken({ dataFiles: [{ path, slug }], options: { collectionName } }) {
  const since = `refs/heads/cms/${collectionName}/${slug}...refs/heads/${MAIN}`;
  const compared = ['diff', '--quiet', '--no-ext-diff', '--no-textconv', since, '--', path];
  return new Promise((tell) => {
    execFile('git', compared, { cwd: process.env.GIT_REPO_DIRECTORY }, (error) => tell(error?.code === 1)); // 128: no proposal yet
  });
}

async function door({ body }, response, next) {
  if (!isAllowed(body)) {
    response.status(403).json({ error: '网页填报只收小项进展和专栏稿件，并且只作为送审；别的一律不收' });
  } else if (body.action === 'persistEntry' && (await isOvertaken(body.params))) {
    response.status(409).json({ error: '送审以后，别人的改动已经合并进这个文件。请双拥办先合并这次填报，或者撤回后重新填' });
  } else next();
}

if (!process.env.GIT_REPO_DIRECTORY) {
  console.error('没有写明保存到哪个克隆（应设环境变量 GIT_REPO_DIRECTORY，如 /srv/shuangyong-repo）');
  process.exit(2);
}
const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '2mb' }));
app.post('/api/v1', door);
await decap.registerLocalGit(app);
app.listen(Number(process.env.PORT || 8081), '127.0.0.1');

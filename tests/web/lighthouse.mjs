// Measure pages with Lighthouse in the Chromium of this machine: node lighthouse.mjs CHROMIUM RUNS URL…
// Prints one JSON object: address → list of runs, each with its scores, figures and failed audits.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, count, ...addresses] = process.argv.slice(2);
const runs = Number(count);
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--ignore-certificate-errors", // the test's own certificate
  "--host-resolver-rules=MAP *.example.com 127.0.0.1", // the host names of deploy/nginx
];
const categories = ["performance", "accessibility", "best-practices", "seo"];

const told = ({ lhr }) => ({
  scores: Object.fromEntries(categories.map((name) => [name, Math.round(lhr.categories[name].score * 100)])),
  shift: lhr.audits["cumulative-layout-shift"].numericValue,
  bytes: lhr.audits["total-byte-weight"].numericValue,
  requests: lhr.audits["network-requests"].details.items.map(({ url, transferSize }) => [url, transferSize]),
  failed: Object.values(lhr.audits)
    .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative")
    .map(({ id, displayValue }) => (displayValue ? `${id}: ${displayValue}` : id)),
});

// On a machine that is busy Chromium may lose a trace: such a run tells nothing, good or bad, and is made again.
const isWhole = ({ lhr }) => !lhr.runtimeError && categories.every((name) => lhr.categories[name].score !== null);

const chrome = await launch({ chromePath, chromeFlags: FLAGS });
const found = {};
try {
  for (const address of addresses) {
    found[address] = [];
    for (let run = 0; run < 2 * runs && found[address].length < runs; run += 1) {
      const result = await lighthouse(address, { port: chrome.port, output: "json", onlyCategories: categories });
      if (isWhole(result)) found[address].push(told(result));
    }
  }
} finally {
  chrome.kill();
}
process.stdout.write(JSON.stringify(found));

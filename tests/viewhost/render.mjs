// Renders screens in Amazon's view host. Jobs come as JSON on standard input, results go as JSON to standard output.
// A job: name, directives, viewport, at (milliseconds of playing), presses (ids of components), picture (path).
// A result: name, sent (arguments of each event that was sent), moments (milliseconds at which), text (what can be read),
// complaints (whatever the host or its core complained of).
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [, , program] = process.argv;
const PAGE = new URL("page.html", import.meta.url);
const BEGUN = new Date("2026-11-22T10:00:00Z");

// Loading the host takes far longer than rendering, so that screens of one shape share a page; each begins with nothing.
async function open(browser, { width, height }) {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["warning", "error"].includes(message.type()) && !outside(message)) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  // Nothing is fetched from anywhere.
  await context.route((url) => url.protocol !== "file:" && url.protocol !== "data:", (route) => route.abort());
  await page.clock.install({ time: BEGUN });
  await page.goto(PAGE.href);
  return { page, complaints };
}

async function play({ page, complaints }, job) {
  await page.evaluate(([directives, viewport]) => render(directives, viewport), [job.directives, job.viewport]);
  await page.clock.runFor(job.at);
  for (const press of job.presses) {
    const [x, y] = await page.evaluate((id) => middleOf(id), press);
    await page.mouse.click(x, y);
    await page.clock.runFor(200);
  }
  if (job.picture) await page.screenshot({ path: job.picture });
  const [heard, when, text] = await page.evaluate(() => [sent, moments, document.getElementById("view").innerText]);
  return { name: job.name, sent: heard, moments: when, text, complaints: complaints.splice(0) };
}

// Its fonts are what the host cannot fetch here, and says so.
function outside(message) {
  return message.text().startsWith("W FontUtils") || message.text().startsWith("Failed to load resource") && !message.location().url.startsWith("file:");
}

const jobs = JSON.parse(readFileSync(0, "utf8"));
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
try {
  const pages = new Map();
  const results = [];
  for (const job of jobs) {
    const shape = JSON.stringify(job.viewport);
    if (!pages.has(shape)) pages.set(shape, await open(browser, job.viewport));
    results.push(await play(pages.get(shape), job));
  }
  process.stdout.write(JSON.stringify(results));
} finally {
  await browser.close();
}

// Renders screens in Amazon's view host. Jobs come as JSON on standard input, results go as JSON to standard output.
// A job: name, directives, viewport, at (milliseconds of playing), press (id of a component, or null), picture (path).
// A result: name, sent (arguments of each event that was sent), text (what can be read), complaints (whatever the host or its core complained of).
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [, , program] = process.argv;
const PAGE = new URL("page.html", import.meta.url);

async function play(browser, job) {
  const { width, height } = job.viewport;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["warning", "error"].includes(message.type()) && !outside(message)) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  // Nothing is fetched from anywhere.
  await context.route((url) => url.protocol !== "file:" && url.protocol !== "data:", (route) => route.abort());
  await page.clock.install({ time: new Date("2026-11-22T10:00:00Z") });
  await page.goto(PAGE.href);
  await page.evaluate(([directives, viewport]) => render(directives, viewport), [job.directives, job.viewport]);
  await page.clock.runFor(job.at);
  if (job.press) {
    const [x, y] = await page.evaluate((id) => middleOf(id), job.press);
    await page.mouse.click(x, y);
    await page.clock.runFor(200);
  }
  if (job.picture) await page.screenshot({ path: job.picture });
  const [sent, text] = await page.evaluate(() => [sent, document.getElementById("view").innerText]);
  await context.close();
  return { name: job.name, sent, text, complaints };
}

// Its fonts are what the host cannot fetch here, and says so.
function outside(message) {
  return message.text().startsWith("W FontUtils") || message.text().startsWith("Failed to load resource") && !message.location().url.startsWith("file:");
}

const jobs = JSON.parse(readFileSync(0, "utf8"));
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
try {
  const results = [];
  for (const job of jobs) results.push(await play(browser, job));
  process.stdout.write(JSON.stringify(results));
} finally {
  await browser.close();
}

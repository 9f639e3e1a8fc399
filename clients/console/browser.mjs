// People with a browser each, for the journeys.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOOKS = [['light', 1280, 800], ['dark', 1280, 800], ['light', 390, 844], ['light', 320, 640]];

/**
 * Starts Chromium.
 * @param url of the server
 * @param folder has passwords, and a home that trusts the server's authority
 * @param pictures a folder for pictures of the pages, if they are wanted
 */
export async function start(url, folder, pictures) {
  if (pictures) mkdirSync(pictures, { recursive: true });
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    env: { ...process.env, HOME: join(folder, 'home') },
    args: ['--no-sandbox', '--disable-lcd-text', '--host-resolver-rules=MAP *.localhost 127.0.0.1'],
  });
  const read = (name) => readFileSync(join(folder, name), 'utf8').trim();

  /** Somebody with a browser of their own. */
  async function visitor({ script = true } = {}) {
    const context = await browser.newContext({
      bypassCSP: script, // axe is put into pages, which the policy of the console forbids
      javaScriptEnabled: script,
      viewport: { width: 1280, height: 800 },
      timezoneId: 'UTC',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    return { page, errors, script, close: () => context.close() };
  }

  async function signIn({ page }, who, path) {
    await page.goto(url + path);
    assert.match(page.url(), /oauth2\/v2\.0\/authorize/, 'the console sends to the sign-in page');
    await page.getByLabel('User name').fill(`${who}@contoso.example`);
    await page.getByLabel('Password').fill(read(`${who}.password`));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(url + path);
  }

  /** Does the work as `who`, signed in at the page of this path. */
  async function as(who, path, work, options) {
    const person = await visitor(options);
    await signIn(person, who, path);
    await work(person.page, person);
    assert.deepEqual(person.errors, [], `errors of scripts for ${who}`);
    await person.close();
  }

  /** Looks at the page that is shown: nothing for axe to find, nothing wider than the window. */
  async function look({ page, errors, script }, name) {
    for (const [scheme, width, height] of LOOKS) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height });
      if (script) {
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(over <= 0, `${name} is ${over} px wider than a window of ${width} px`);
      }
      if (script && width > 320) {
        const found = await page.evaluate(
          async ([source, rules]) => {
            const loaded = window.axe ?? (window.axe = new Function(`${source};return axe`)());
            const { violations } = await loaded.run(document, { runOnly: rules });
            return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' | ')}`);
          },
          [axe, RULES],
        );
        assert.deepEqual(found, [], `axe on ${name}, ${scheme}, ${width}`);
      }
      if (pictures) {
        const file = join(pictures, `${name}${script ? '' : '-without-script'}-${scheme}`);
        await page.screenshot({ path: `${file}-${width}.png`, fullPage: true });
        if (width === 1280) await page.screenshot({ path: `${file}.png` });
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 800 });
    assert.deepEqual(errors, [], `errors of scripts on ${name}`);
  }

  /** Loads the page again until it says this. */
  async function until(page, text) {
    const end = Date.now() + 60_000;
    while ((await page.getByText(text).count()) === 0) {
      assert.ok(Date.now() < end, `the page says "${text}" within a minute:\n${await page.locator('main').innerText()}`);
      await page.waitForTimeout(300);
      await page.reload();
    }
  }

  /** Saves what a link or a button gives, under the name that it comes with. */
  async function save(page, control) {
    const [download] = await Promise.all([page.waitForEvent('download'), control.click()]);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    return file;
  }

  return { visitor, signIn, as, look, until, save, read, folder, url, close: () => browser.close() };
}

/** The heading of the page. */
export async function heading(page) {
  return page.getByRole('heading', { level: 1 }).innerText();
}

/** Goes by the menu. */
export async function go(page, line) {
  await page.getByRole('navigation').getByRole('link', { name: line, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: line }).waitFor();
}

/** The page says that something was done. */
export async function done(page, text) {
  await page.getByRole('status').filter({ hasText: text }).first().waitFor();
}

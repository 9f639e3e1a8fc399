// journey.mjs URL FOLDER [PICTURES]: people use the console in Chromium. FOLDER has their passwords and keys.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [url, folder, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const read = (name) => readFileSync(join(folder, name), 'utf8').trim();
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOOKS = [['light', 1280, 800], ['dark', 1280, 800], ['light', 390, 844], ['light', 320, 640]];
if (pictures) mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  env: { ...process.env, HOME: join(folder, 'home') }, // has the server's authority among those that are trusted
  args: ['--no-sandbox', '--host-resolver-rules=MAP *.localhost 127.0.0.1'],
});

/** Somebody with a browser of their own. */
async function visitor({ script }) {
  const context = await browser.newContext({
    bypassCSP: script, // axe is put into pages, which the policy of the console forbids
    javaScriptEnabled: script,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
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

/** Looks at the page that is shown: nothing for axe to find, nothing wider than the window. */
async function look({ page, errors, script }, name) {
  for (const [scheme, width, height] of LOOKS) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height });
    if (script) {
      const found = await page.evaluate(
        async ([source, rules]) => {
          const loaded = window.axe ?? (window.axe = new Function(`${source};return axe`)());
          const { violations } = await loaded.run(document, { runOnly: rules });
          return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' | ')}`);
        },
        [axe, RULES],
      );
      assert.deepEqual(found, [], `axe on ${name}, ${scheme}, ${width}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(over <= 0, `${name} is ${over} px wider than a window of ${width} px`);
    }
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${scheme}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  assert.deepEqual(errors, [], `errors of scripts on ${name}`);
}

async function heading(page) {
  return page.getByRole('heading', { level: 1 }).innerText();
}

/** Grace makes a policy of the two keys, proves them, looks around and leaves. */
async function administrator(script) {
  const grace = await visitor({ script });
  const { page } = grace;
  const name = script ? 'Mail of all' : 'Mail without script';
  await signIn(grace, 'grace', '/console');
  await look(grace, 'overview');
  await page.getByRole('navigation').getByRole('link', { name: 'Mailbox policies' }).click();
  await page.waitForURL('**/console/policies');
  assert.equal(await heading(page), 'Mailbox policies');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Address of the first key').fill(read('vera.key'));
  await page.getByLabel('Address of the second key').fill('https://nobody.localhost/keys/root');
  await page.getByRole('button', { name: 'Make the policy' }).click();
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /This was not done/);
  await look(grace, 'policies-refused');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Address of the first key').fill(read('vera.key'));
  await page.getByLabel('Address of the second key').fill(read('viktor.key'));
  await page.getByRole('button', { name: 'Make the policy' }).click();
  await page.getByRole('status').first().waitFor();
  assert.match(await heading(page), new RegExp(`^${name}`));
  await page.getByRole('button', { name: 'Prove both root keys now' }).click();
  await page.getByText('Both root keys were asked just now.').waitFor();
  assert.equal(await page.getByText('Agrees', { exact: true }).count(), 2);
  await look(grace, 'policy');
  await page.goto(`${url}/console/me`);
  await look(grace, 'account');
  await page.goto(`${url}/console/nowhere`);
  assert.equal(await heading(page), 'There is no such page');
  await look(grace, 'nowhere');
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL('**/oauth2/v2.0/authorize**');
  await page.goto(`${url}/console/policies`);
  assert.match(page.url(), /oauth2\/v2\.0\/authorize/, 'nobody is signed in any more');
  await grace.close();
}

/** Alex sees what there is, and no form that does anything. */
async function auditor() {
  const alex = await visitor({ script: true });
  await signIn(alex, 'alex', '/console/policies');
  assert.equal(await alex.page.getByRole('button', { name: /make the policy/i }).count(), 0);
  await look(alex, 'policies-of-the-auditor');
  await alex.close();
}

/** Viktor makes a passkey, which is asked for at his next sign-in. */
async function passkeys() {
  const viktor = await visitor({ script: true });
  const { page } = viktor;
  const browserTools = await page.context().newCDPSession(page);
  await browserTools.send('WebAuthn.enable');
  await browserTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await signIn(viktor, 'viktor', '/console/me/passkeys');
  await look(viktor, 'passkeys-none');
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill('Desk');
  await look(viktor, 'passkey');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  // From now on a password alone lets him in nowhere: the session that began with one has ended.
  await page.waitForURL('**/oauth2/v2.0/authorize**');
  await page.getByLabel('User name').fill('viktor@contoso.example');
  await page.getByLabel('Password').fill(read('viktor.password'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Use the passkey' }).click();
  await page.waitForURL('**/console/me/passkeys');
  assert.equal(await page.getByRole('heading', { name: 'Desk' }).count(), 1);
  await look(viktor, 'passkeys');
  await page.getByRole('button', { name: 'Make ten new codes' }).click();
  assert.equal(await heading(page), 'Ten recovery codes');
  await viktor.close();
}

try {
  await administrator(true);
  await administrator(false);
  await auditor();
  await passkeys();
} finally {
  await browser.close();
}

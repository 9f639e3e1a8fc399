// The tenant's first pages, with script and without, and a second factor.
import assert from 'node:assert/strict';
import { done, go, heading } from './browser.mjs';
import { administratorOf } from './rest.mjs';

/** Mailboxes for a job that can be paused: `run` lets jobs do five in a second. */
const MANY = 60;

/** Grace makes a policy of the two keys, proves them, looks around and leaves. */
export async function administrator(world, script) {
  const grace = await world.visitor({ script });
  const { page } = grace;
  const name = script ? 'Mail of all' : 'Mail without script';
  await world.signIn(grace, 'grace', '/console');
  await world.look(grace, 'overview-at-first');
  await go(page, 'Mailbox policies');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Address of the first key').fill(world.read('vera.mail'));
  await page.getByLabel('Address of the second key').fill('https://nobody.localhost/keys/root');
  await page.getByRole('button', { name: 'Make the policy' }).click();
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), /This was not done/);
  await world.look(grace, 'policies-refused');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Address of the first key').fill(world.read('vera.mail'));
  await page.getByLabel('Address of the second key').fill(world.read('viktor.mail'));
  await page.getByRole('button', { name: 'Make the policy' }).click();
  await done(page, 'The policy was made.');
  assert.match(await heading(page), new RegExp(`^${name}`));
  await page.getByRole('button', { name: 'Prove both root keys now' }).click();
  await page.getByText('Both root keys were asked just now.').waitFor();
  // The picture of the keys says it too.
  assert.equal(await page.locator('.cards').getByText('Agrees', { exact: true }).count(), 2);
  await world.look(grace, 'policy');
  await page.goto(`${world.url}/console/me`);
  await world.look(grace, 'account');
  await page.goto(`${world.url}/console/nowhere`);
  assert.equal(await heading(page), 'There is no such page');
  await world.look(grace, 'nowhere');
  if (script) await registerApprover(world, grace);
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL('**/oauth2/v2.0/authorize**');
  await page.goto(`${world.url}/console/policies`);
  assert.match(page.url(), /oauth2\/v2\.0\/authorize/, 'nobody is signed in any more');
  await grace.close();
}

/** Best before there is anything to leave: only the first registration counts at once. */
async function registerApprover(world, { page }) {
  await page.goto(`${world.url}/console/approver`);
  await page.getByLabel('User name of the approver').fill('paul@contoso.example');
  await page.getByRole('checkbox', { name: /is not the first counts after 14 days/ }).check();
  await page.getByRole('button', { name: 'Register an approver' }).click();
  await done(page, 'The approver is registered.');
  await page.getByText('There is no key yet.').waitFor();
}

/** Grace brings all other mailboxes under one policy, and pauses the job and lets it go on. */
export async function multiWorkload(world) {
  const admin = await administratorOf(world);
  for (let i = 1; i <= MANY; i++) {
    await admin('POST', '/api/v1/mailboxes', { address: `m${i}@contoso.example`, displayName: `M ${i}` });
  }
  await world.as('grace', '/console/multi-workload-policies', async (page, grace) => {
    await page.getByLabel('Name').fill('Everything else');
    await page.getByLabel('Address of the first key').fill(world.read('vera.mail'));
    await page.getByLabel('Address of the second key').fill(world.read('viktor.mail'));
    await page.getByRole('button', { name: 'Make the policy' }).click();
    await done(page, 'The policy was made.');
    await world.look(grace, 'multi-workload-policy');
    await page.getByRole('button', { name: 'Assign to all mailboxes' }).click();
    await done(page, 'This job carries it out.');
    await page.getByRole('button', { name: 'Pause' }).click();
    await done(page, 'The job pauses.');
    await world.until(page, 'Paused');
    await world.look(grace, 'job-paused');
    await page.getByRole('button', { name: 'Resume' }).click();
    await done(page, 'The job goes on.');
    await world.until(page, 'Save the job with its statement');
    assert.match(await page.locator('main').innerText(), /(\d+) of \1, 100 %/);
    await go(page, 'Multi-workload policies');
    await page.getByRole('link', { name: 'Everything else' }).click();
    await page.getByText('This policy covers every mailbox').waitFor();
  });
}

/** Viktor makes a passkey, which is asked for at his next sign-in. */
export async function passkeys(world) {
  const viktor = await world.visitor();
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
  await world.signIn(viktor, 'viktor', '/console/me/passkeys');
  await world.look(viktor, 'passkeys-none');
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill('Desk');
  await world.look(viktor, 'passkey');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  // From now on a password alone lets him in nowhere: the session that began with one has ended.
  await page.waitForURL('**/oauth2/v2.0/authorize**');
  await page.getByLabel('User name').fill('viktor@contoso.example');
  await page.getByLabel('Password').fill(world.read('viktor.password'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Use the passkey' }).click();
  await page.waitForURL('**/console/me/passkeys');
  assert.equal(await page.getByRole('heading', { name: 'Desk' }).count(), 1);
  await world.look(viktor, 'passkeys');
  await page.getByRole('button', { name: 'Make ten new codes' }).click();
  assert.equal(await heading(page), 'Ten recovery codes');
  await viktor.close();
}

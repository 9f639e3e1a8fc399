// What the administrators of mail, files and vaults do, and what an auditor checks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { done, go, heading } from './browser.mjs';
import { command, line } from './commands.mjs';
import { administratorOf } from './rest.mjs';

/** Ada makes a policy, assigns it to a mailbox and watches the job to its end. */
export async function exchangeAdministrator(world) {
  await world.as('ada', '/console/policies', async (page, ada) => {
    await page.getByLabel('Name').fill('NA_mailboxes');
    await page.getByLabel('Address of the first key').fill(world.read('vera.mail'));
    await page.getByLabel('Address of the second key').fill(world.read('viktor.mail'));
    await page.getByRole('button', { name: 'Make the policy' }).click();
    await done(page, 'The policy was made.');
    await go(page, 'Mailboxes');
    await page.getByRole('checkbox', { name: /Choose bob/i }).check();
    await page.locator('form', { hasText: 'Assign to the ticked' }).getByLabel('Policy to assign').selectOption({ label: 'NA_mailboxes' });
    await page.getByRole('button', { name: 'Assign to the ticked mailboxes' }).click();
    await done(page, 'The policy was assigned.');
    await world.until(page, 'Save the job with its statement');
    await world.look(ada, 'job');
    await go(page, 'Mailboxes');
    await world.look(ada, 'mailboxes');
    await page.getByRole('link', { name: /bob/i }).first().click();
    await page.getByRole('link', { name: 'NA_mailboxes' }).first().waitFor();
  });
}

/** Sites are made over S3, by the shell or by the API. */
async function makeSite(world) {
  const admin = await administratorOf(world);
  await admin('POST', '/api/v1/sites', { name: 'plans', geo: 'NAM' });
}

/** Sam makes a geo, registers it under two keys, and sees the site that is in it. */
export async function sharePointAdministrator(world) {
  await world.as('sam', '/console/geos', async (page, sam) => {
    await page.getByLabel('Code').fill('NAM');
    await page.getByRole('button', { name: 'Make the geo' }).click();
    await done(page, 'The geo was made.');
    if ((await heading(page)) === 'Geos') await page.getByRole('link', { name: 'NAM' }).click();
    await makeSite(world);
    await page.getByLabel('Address of the first key').fill(world.read('vera.files'));
    await page.getByLabel('Address of the second key').fill(world.read('viktor.files'));
    await page.getByRole('button', { name: 'Register the geo' }).click();
    await done(page, 'The registration has begun.');
    await world.until(page, /1 site is in this geo, 100 % of it/);
    await world.look(sam, 'geo');
    await go(page, 'Sites');
    await page.getByRole('link', { name: 'plans' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'plans' }).waitFor();
  });
}

/** Vera makes a version, lends a permission and takes it back, and sees what would go dark without a key. */
export async function keyHolder(world) {
  await world.as('vera', '/console/vaults', async (page, vera) => {
    await world.look(vera, 'vaults');
    await page.getByRole('link', { name: 'contoso-a' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'contoso-a' }).waitFor();
    await world.look(vera, 'vault');
    await page.getByRole('link', { name: 'mail', exact: true }).first().click();
    await page.getByRole('button', { name: 'Make a new version' }).click();
    await done(page, 'A new version was made.');
    await page.getByRole('link', { name: /^Disable version/ }).last().click();
    await page.getByText('What would happen').waitFor();
    await world.look(vera, 'vault-key-disable');
    await page.goto(`${world.url}/console/vaults/contoso-a/access`);
    await page.getByLabel(/^Sign-in name/).fill('sam@contoso.example');
    await page.getByRole('checkbox', { name: /\blist\b/ }).check();
    await page.getByRole('button', { name: 'Give these permissions' }).click();
    await done(page, 'The permissions were given.');
    await world.look(vera, 'vault-access');
    await withdraw(page, 'Sam', ['list']);
  });
}

/** Takes permissions of somebody away, on the page of the vault that is shown. */
export async function withdraw(page, who, permissions) {
  await page.getByRole('link', { name: who, exact: true }).first().click();
  for (const permission of permissions) {
    await page.getByRole('checkbox', { name: new RegExp(`\\b${permission}\\b`) }).uncheck();
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('checkbox', { name: /whatever needs these permissions stops working/ }).check();
  await page.getByRole('button', { name: 'Take them away' }).click();
  await done(page, 'The permissions were changed.');
}

/** Alex searches the ledger, saves a proof, and checks the log by the commands of the page. */
export async function auditor(world) {
  await world.as('alex', '/console/policies', async (page, alex) => {
    assert.equal(await page.getByRole('button', { name: /make the policy/i }).count(), 0);
    await world.look(alex, 'policies-of-the-auditor');
    await go(page, 'Ledger');
    await page.getByLabel('Operation').fill('PolicyCreate');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/operations=PolicyCreate/);
    await world.look(alex, 'ledger');
    await page.getByRole('row', { name: /ada@contoso/ }).getByRole('link', { name: 'PolicyCreate' }).first().click();
    await page.getByRole('heading', { name: 'Check it elsewhere' }).waitFor();
    await world.look(alex, 'ledger-entry');
    const proof = await world.save(page, page.getByRole('button', { name: 'Save the proof' }));
    assert.match(readFileSync(proof, 'utf8'), /^c2sp\.org\/tlog-proof/);
    const lines = await page.locator('section[aria-labelledby=proof] ol code').allInnerTexts();
    assert.equal(lines.length, 3);
    const key = await command(world, 'freehold', 'ledger', 'key', '--connection=auditor.json');
    for (const each of lines) {
      const said = await line(world, each, { LOG: key.match(/\S+\+[0-9a-f]{8}\+\S+/)[0] });
      if (!each.includes('export')) assert.match(said, /all holds/);
    }
  });
}

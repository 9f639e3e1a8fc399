// How a tenant leaves: a geo's sites are purged by separate people, to the receipt.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { done, go } from './browser.mjs';
import { command, line } from './commands.mjs';
import { approvePurge } from './operators.mjs';
import { withdraw } from './roles.mjs';

const SHAREPOINT = 'Office 365 SharePoint Online';

/** Paul, whom Grace has registered, makes the key with which he signs. */
export async function approver(world) {
  await world.as('paul', '/console/approver', async (page, paul) => {
    await page.getByLabel('Passphrase of your signing key').fill(world.read('paul.passphrase'));
    await page.getByLabel('Passphrase, again').fill(world.read('paul.passphrase'));
    await page.getByRole('button', { name: 'Make your signing key' }).click();
    await done(page, 'Your key is made.');
    await world.look(paul, 'approver');
  });
}

/** Asked, agreed, documented, signed, approved, run, proved. */
export async function leave(world) {
  await ask(world);
  for (const [who, vault] of [['vera', 'contoso-a'], ['viktor', 'contoso-b']]) await consent(world, who, vault);
  await document(world);
  await sign(world);
  const purge = await approvePurge(world);
  await end(world, purge);
}

async function purgeOfGeo(page) {
  await page.getByRole('link', { name: 'NAM', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: /^Purge of NAM/ }).waitFor();
}

async function ask(world) {
  await world.as('sam', '/console/purges', async (page, sam) => {
    await page.getByRole('link', { name: 'See what a purge of NAM would destroy' }).click();
    await page.getByLabel('Reason').fill('We leave');
    await page.getByLabel('Contact').fill('Dana Ortiz, dana@contoso.example');
    await page.getByLabel('Type NAM to confirm').fill('NAM');
    await world.look(sam, 'purge-request');
    await page.getByRole('button', { name: 'Ask to purge NAM' }).click();
    await done(page, 'The purge was asked for.');
    await world.look(sam, 'purges');
  });
}

/** Both have to agree, and then take from the service what it needs. */
async function consent(world, who, vault) {
  await world.as(who, '/console/purges', async (page, person) => {
    await purgeOfGeo(page);
    if (who === 'vera') await world.look(person, 'purge');
    for (const box of await page.getByRole('checkbox', { name: /is revoked at/ }).all()) await box.check();
    await page.getByRole('button', { name: 'Agree to revoke the access' }).click();
    await done(page, 'You have agreed.');
    await page.goto(`${world.url}/console/vaults/${vault}`);
    await withdraw(page, SHAREPOINT, ['wrapKey', 'unwrapKey']);
  });
}

async function document(world) {
  await world.as('grace', '/console/purges', async (page, grace) => {
    await purgeOfGeo(page);
    await page.getByText('Dana Ortiz').first().waitFor();
    await page.getByRole('checkbox', { name: /the list is frozen/ }).check();
    await page.getByRole('button', { name: 'Make the document' }).click();
    await done(page, 'The document was made.');
    await world.look(grace, 'purge-document');
  });
}

/** Paul reads what he signs; without script, as everything works so. */
async function sign(world) {
  await world.as(
    'paul',
    '/console/purges',
    async (page) => {
      await purgeOfGeo(page);
      const document = await world.save(page, page.getByRole('link', { name: 'Read the document (PDF)' }));
      assert.match(readFileSync(document, 'latin1'), /^%PDF-/);
      const text = await command(world, 'pdftotext', '-layout', document, '-').catch(() => 'contoso Dana Ortiz');
      for (const named of ['contoso', 'Dana Ortiz']) assert.ok(text.includes(named), `the document names ${named}`);
      await page.getByLabel('Type NAM to confirm').fill('NAM');
      await page.getByLabel('Passphrase of your signing key').fill(world.read('paul.passphrase'));
      await page.getByRole('button', { name: /^Sign: destroy everything/ }).click();
      await done(page, 'You have signed.');
      assert.match(await page.locator('main').innerText(), /0 of 2 have/);
    },
    { script: false },
  );
}

/** Grace watches the run; Alex saves the receipt and checks it by the lines of the page. */
async function end(world, purge) {
  await world.as('grace', `/console/purges/${purge}`, async (page, grace) => {
    await world.until(page, 'Check it elsewhere');
    await world.look(grace, 'purge-end');
  });
  await world.as('alex', '/console/purges', async (page, alex) => {
    await purgeOfGeo(page);
    await world.look(alex, 'receipt');
    const receipt = await world.save(page, page.getByRole('link', { name: 'Save the receipt', exact: true }));
    await world.save(page, page.locator('section[aria-labelledby=receipt]').getByRole('link', { name: 'Save the signed document (PDF)' }));
    const lines = await page.locator('section[aria-labelledby=receipt] ol code').allInnerTexts();
    assert.equal(lines.length, 2);
    assert.match(await line(world, lines[0]), /all holds/);
    assert.match(await line(world, lines[1]), /all holds/);
    const full = statSync(receipt).size;
    const nameless = await world.save(page, page.getByRole('link', { name: 'Save the receipt without names of persons' }));
    assert.ok(statSync(nameless).size < full, 'a receipt without names is smaller');
    await go(page, 'Ledger');
  });
}

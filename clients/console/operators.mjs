// What operators do at the console: they sign in by a code, look around, and approve a purge.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { done, go } from './browser.mjs';
import { line } from './commands.mjs';

/** The connection files of the two operators. */
export const INES = 'data/operator.json';
export const OMAR = 'omar.json';

/** Comes to the page of this path by a code that the command approves. */
async function signIn(world, { page }, connection, path) {
  await page.goto(world.url + path);
  await page.getByRole('link', { name: 'Sign in as an operator' }).click();
  await page.getByRole('button', { name: 'Show a code' }).click();
  const code = await page.locator('strong').innerText();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('The code is not approved yet.').waitFor();
  const approved = await line(world, `echo yes | freehold operator sign-in ${code} --connection ${connection}`);
  assert.match(approved, /approved; press Continue in the browser/);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(world.url + path);
}

/** Does the work as the operator of this connection file, signed in at the page of this path. */
export async function asOperator(world, connection, path, work, options) {
  const operator = await world.visitor(options);
  await signIn(world, operator, connection, path);
  await work(operator.page, operator);
  assert.deepEqual(operator.errors, [], `errors of scripts for ${connection}`);
  await operator.close();
}

/** Ines looks at every page of the menu; the pages of tenants are closed to her. */
export async function operator(world) {
  await asOperator(world, INES, '/console/tenants', async (page, ines) => {
    await world.look(ines, 'operator-tenants');
    await page.getByRole('link', { name: 'contoso', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Tenant contoso' }).waitFor();
    await world.look(ines, 'operator-tenant');
    for (const each of ['Recoveries', 'Scrub', 'Refused rows', 'Operators']) {
      await go(page, each);
      await world.look(ines, `operator-${each.toLowerCase().replace(' ', '-')}`);
    }
    await page.goto(`${world.url}/console/policies`);
    assert.equal(await page.getByRole('button', { name: /make the policy/i }).count(), 0);
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL('**/oauth2/v2.0/authorize**');
    await page.goto(`${world.url}/console/operator-sign-in`);
    await world.look(ines, 'operator-sign-in');
  });
}

/** Both sign the statement that the page gives by the line that it shows, and the page takes it; without script. */
export async function approvePurge(world) {
  const work = async (page, ines) => {
    await page.getByRole('link', { name: 'NAM', exact: true }).click();
    await world.look(ines, 'operator-purge');
    await world.save(page, page.getByRole('link', { name: 'Save the statement' }));
    await world.save(page, page.getByRole('link', { name: /^Save the signed document/ }));
    const shown = await page.locator('section[aria-labelledby=next] ol').first().locator('code').innerText();
    for (const who of ['ines', 'omar']) {
      const signed = `${who}.txt`;
      await line(world, shown.replace('operator.key', `${who}.key`).replace('signed.txt', signed));
      await page.getByLabel('The signed statement').fill(readFileSync(join(world.folder, signed), 'utf8'));
      await page.getByRole('checkbox', { name: /the keys of NAM of contoso are destroyed/ }).check();
      await page.getByRole('button', { name: 'Approve the purge' }).click();
      await done(page, 'The server has your approval.');
    }
    purge = new URL(page.url()).pathname.split('/').pop();
  };
  let purge;
  await asOperator(world, INES, '/console/operator/purges', work, { script: false });
  return purge;
}

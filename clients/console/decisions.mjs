// What takes several people: Lockbox, a recovery, and an act about somebody who holds keys.
import assert from 'node:assert/strict';
import { done, go } from './browser.mjs';
import { line } from './commands.mjs';
import { asOperator, INES, OMAR } from './operators.mjs';

const BOB = 'bob@contoso.example';

/** Ines asks, Omar agrees, Paul approves, Ines has access until Grace takes it away. */
export async function lockbox(world) {
  await asOperator(world, INES, '/console/operator/access-requests', async (page, ines) => {
    const request = await askForMailbox(world, page, ines);
    await asOperator(world, OMAR, request, async (other) => {
      await other.getByRole('checkbox', { name: /asks for no more than it needs/ }).check();
      await other.getByRole('button', { name: 'Agree' }).click();
      await other.getByText('The tenant has to decide now.').waitFor();
    });
    await approve(world);
    await page.goto(world.url + request);
    await page.getByText('You may read this now').waitFor();
    await world.look(ines, 'operator-access-runs');
    const [token, folders] = await page.locator('section[aria-labelledby=read] code').allInnerTexts();
    const listed = await line(world, `${token.replace('operator.json', INES)}; ${folders}`);
    assert.match(listed, /INBOX/, 'the lines of the page read what is opened');
    await takeAway(world);
    await page.reload();
    assert.equal(await page.getByText('You may read this now').count(), 0, 'access ends at once');
  });
}

async function askForMailbox(world, page, ines) {
  const form = page.locator('section[aria-labelledby=ask-mailbox]');
  await form.getByLabel('Tenant').selectOption({ label: 'contoso' });
  await form.getByLabel('Address of the mailbox').fill(BOB);
  await form.getByLabel('Support case').fill('C-4711');
  await form.getByLabel('Reason').fill('A message does not open');
  await form.getByLabel('Minutes, 1 to 240').fill('30');
  await world.look(ines, 'operator-lockbox');
  await form.getByRole('button', { name: 'Ask for a mailbox' }).click();
  await done(page, 'Another operator has to agree now.');
  await world.look(ines, 'operator-access');
  return new URL(page.url()).pathname;
}

async function approve(world) {
  await world.as('paul', '/console/access-requests', async (page, paul) => {
    await page.getByRole('row', { name: new RegExp(BOB) }).getByRole('link').click();
    await page.getByRole('heading', { name: 'Approve' }).waitFor();
    await world.look(paul, 'access-request');
    await page.getByRole('checkbox', { name: /an operator will read this content/ }).check();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('An operator may read this now.').waitFor();
    await world.look(paul, 'lockbox');
  });
}

async function takeAway(world) {
  await world.as('grace', '/console/access-requests', async (page, grace) => {
    await world.look(grace, 'access-requests');
    await page.getByRole('row', { name: new RegExp(BOB) }).getByRole('link').click();
    await page.getByRole('checkbox', { name: 'I want this request to end.' }).check();
    await page.getByRole('button', { name: 'Take it away' }).click();
    await page.getByText('Taken away').first().waitFor();
  });
}

/** Ada loses a policy's root keys: Paul approves, Ines opens, and everything moves to a policy with other keys. */
export async function recovery(world) {
  await world.as('ada', '/console/recovery-requests', async (page, ada) => {
    await page.getByLabel('Policy').selectOption({ label: 'Mail of all' });
    await page.getByLabel('Reason').fill('Both vaults are lost');
    await page.getByRole('checkbox', { name: 'I know that both root keys are lost.' }).check();
    await page.getByRole('button', { name: 'Ask for a recovery' }).click();
    await done(page, 'Another person has to approve it.');
    await world.look(ada, 'recovery-requests');
  });
  await world.as('grace', '/console', async (page, grace) => {
    await page.getByRole('link', { name: /recovery/ }).first().waitFor();
    await world.look(grace, 'overview');
  });
  await world.as('paul', '/console/recovery-requests', async (page, paul) => {
    await page.getByRole('link', { name: 'Mail of all' }).click();
    await page.getByRole('heading', { name: 'Approve' }).waitFor();
    await world.look(paul, 'recovery-request');
    await page.getByRole('checkbox', { name: /access comes without our vaults/ }).check();
    await page.getByRole('button', { name: 'Approve' }).click();
    await done(page, 'You have approved it.');
  });
  await asOperator(world, INES, '/console/operator/recovery-requests', async (page, ines) => {
    await world.look(ines, 'operator-recovery');
    await page.getByRole('checkbox', { name: /opens without its vaults/ }).check();
    await page.getByRole('button', { name: 'Open it' }).click();
    await done(page, 'The recovery is open.');
  });
  await world.as('ada', '/console', async (page) => {
    await page.getByText('Policy Mail of all is open for recovery.').waitFor();
    await go(page, 'Recovery');
    await page.getByRole('link', { name: 'Mail of all' }).click();
    await page.getByLabel('Policy with new keys').selectOption({ label: 'NA_mailboxes' });
    await page.getByRole('checkbox', { name: 'I want everything to move there.' }).check();
    await page.getByRole('button', { name: 'Move everything' }).click();
    await done(page, 'The move has begun.');
    await world.until(page, 'Done');
  });
}

/** Grace asks for a new password of a key holder; Paul is too new to agree, and the key holder stops it. */
export async function actOfTwo(world) {
  await world.as('grace', '/console/users', async (page, grace) => {
    await page.getByRole('link', { name: 'Viktor' }).click();
    await page.getByText('Ask for an act of two people').click();
    await page.getByLabel('What to ask for').selectOption({ label: 'A new password or secret of a key holder' });
    await page.getByRole('checkbox', { name: 'Ask for this about Viktor' }).check();
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await done(page, 'Somebody else has to agree to it.');
    await go(page, 'Acts of two people');
    await world.look(grace, 'pending-acts');
    await openAct(page);
    await page.getByText('Another person has to agree').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Agree' }).count(), 0, 'nobody agrees with themselves');
  });
  await world.as('paul', '/console/pending-acts', async (page, paul) => {
    await openAct(page);
    await page.getByRole('checkbox', { name: /^I agree/ }).check();
    await page.getByRole('button', { name: 'Agree' }).click();
    await page.getByRole('alert').waitFor();
    assert.match(await page.getByRole('alert').innerText(), /This was not done.*at least 7 days ago/s);
    await world.look(paul, 'pending-act-refused');
  });
  await world.as('viktor', '/console/pending-acts', async (page, viktor) => {
    await openAct(page);
    await world.look(viktor, 'pending-act');
    await page.getByRole('checkbox', { name: 'I want this to be stopped.' }).check();
    await page.getByRole('button', { name: 'Stop it' }).click();
    await done(page, 'It was stopped.');
  });
}

async function openAct(page) {
  await page.getByRole('link', { name: 'Give a key holder a new credential' }).click();
  await page.getByRole('heading', { level: 1, name: /^Act of two people/ }).waitFor();
}

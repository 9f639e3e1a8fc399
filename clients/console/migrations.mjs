// How mail moves in: a batch is started, goes on, and is completed.
import assert from 'node:assert/strict';
import { done, go } from './browser.mjs';
import { administratorOf } from './rest.mjs';

/** A batch is made in the shell or by the API, because its file has passwords in it. */
async function makeBatch(world) {
  const admin = await administratorOf(world);
  await admin('POST', '/api/v1/migration-endpoints', {
    name: 'old server',
    remoteServer: '127.0.0.1',
    port: Number(world.read('source.port')),
    security: 'none',
  });
  await admin('POST', '/api/v1/mail-users', { address: 'nora@contoso.example' });
  await admin('POST', '/api/v1/migration-batches', {
    name: "the first wave's",
    sourceEndpoint: 'old server',
    csvData: Buffer.from('EmailAddress,UserName,Password\nnora@contoso.example,nora,old secret\n').toString('base64'),
    autoStart: false,
    autoComplete: false,
  });
}

/** Ada starts a batch, sees that it goes on, completes it, and removes it. */
export async function movingIn(world) {
  await makeBatch(world);
  await world.as('ada', '/console/migration-batches', async (page, ada) => {
    await page.getByRole('link', { name: "the first wave's" }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await done(page, 'The batch was started.');
    await world.until(page, 'Copied, and goes on');
    assert.match(await page.getByRole('row', { name: /nora/ }).innerText(), /\b7\b/, 'all seven messages were copied');
    await world.look(ada, 'migration-batch');
    const ticked = page.getByRole('region', { name: 'Complete' });
    await ticked.getByRole('checkbox').check();
    await ticked.getByRole('button').click();
    await done(page, 'The batch copies for the last time.');
    await world.until(page, 'Completed');
    await go(page, 'Migrations');
    await world.look(ada, 'migration-batches');
    await page.getByRole('link', { name: "the first wave's" }).click();
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Remove this batch' }).click();
    await done(page, 'The batch was removed.');
  });
}

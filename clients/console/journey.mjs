// journey.mjs URL FOLDER [PICTURES]: people use the console in Chromium. FOLDER has their passwords and keys.
import { start } from './browser.mjs';
import { administrator, multiWorkload, passkeys } from './administrators.mjs';
import { auditor, exchangeAdministrator, keyHolder, sharePointAdministrator } from './roles.mjs';
import { approver, leave } from './leaving.mjs';
import { operator } from './operators.mjs';
import { movingIn } from './migrations.mjs';
import { actOfTwo, lockbox, recovery } from './decisions.mjs';

const [url, folder, pictures] = process.argv.slice(2);
const world = await start(url, folder, pictures);

async function step(name, work) {
  const began = Date.now();
  await work();
  console.log(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

try {
  await step('a global administrator', () => administrator(world, true));
  await step('the same without script', () => administrator(world, false));
  await step('an Exchange administrator', () => exchangeAdministrator(world));
  await step('mail that moves in', () => movingIn(world));
  await step('a SharePoint administrator', () => sharePointAdministrator(world));
  await step('a vault administrator', () => keyHolder(world));
  await step('an approver', () => approver(world));
  await step('an auditor', () => auditor(world));
  await step('an operator', () => operator(world));
  await step('Lockbox', () => lockbox(world));
  await step('a recovery', () => recovery(world));
  await step('an act of two people', () => actOfTwo(world));
  await step('a multi-workload policy', () => multiWorkload(world));
  await step('a purge', () => leave(world));
  await step('a passkey', () => passkeys(world));
} finally {
  await world.close();
}

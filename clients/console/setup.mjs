// setup.mjs URL FOLDER: makes the people of the tenant by the REST API, as its first administrator, and something to protect.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { administratorOf } from './rest.mjs';

const [url, folder] = process.argv.slice(2);
const PEOPLE = {
  grace: 'GLOBAL_ADMIN',
  vera: 'VAULT_ADMIN',
  viktor: 'VAULT_ADMIN',
  ada: 'EXCHANGE_ADMIN',
  sam: 'SHAREPOINT_ADMIN',
  paul: 'APPROVER',
  alex: 'AUDITOR',
};

const secret = () => randomBytes(18).toString('base64');
const admin = await administratorOf({ url, folder });
for (const [who, role] of Object.entries(PEOPLE)) {
  const userPrincipalName = `${who}@contoso.example`;
  const [first, own] = [secret(), secret()];
  const displayName = who[0].toUpperCase() + who.slice(1);
  const made = await admin('POST', '/api/v1/users', { userPrincipalName, displayName, roles: [role], password: first });
  await admin('POST', '/api/v1/password', { userPrincipalName, currentPassword: first, newPassword: own });
  writeFileSync(join(folder, `${who}.password`), `${own}\n`);
  if (role === 'VAULT_ADMIN') await admin('POST', '/api/v1/subscriptions', { displayName: `Keys of ${who}`, owners: [made.objectId] });
}
writeFileSync(join(folder, 'paul.passphrase'), `${secret()}\n`);
await admin('POST', '/api/v1/mailboxes', { address: 'bob@contoso.example', displayName: 'Bob' });
const auditor = await admin('POST', '/api/v1/applications', { displayName: 'Auditor', roles: ['AUDITOR'] });
const connection = JSON.parse(readFileSync(join(folder, 'admin.json'), 'utf8'));
const auditorOf = { ...connection, clientId: auditor.clientId, clientSecret: auditor.clientSecret };
writeFileSync(join(folder, 'auditor.json'), JSON.stringify(auditorOf));
// The second operator's file was made before the server had an address and an authority.
const first = JSON.parse(readFileSync(join(folder, 'data/operator.json'), 'utf8'));
const second = JSON.parse(readFileSync(join(folder, 'omar.json'), 'utf8'));
writeFileSync(join(folder, 'omar.json'), JSON.stringify({ ...first, clientId: second.clientId, clientSecret: second.clientSecret }));

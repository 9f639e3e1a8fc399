// console.mjs URL DATA PID TENANTS POLICIES MAILBOXES CONSOLES SECONDS PARTS: fills a server that has just started, and
// measures the console: pages, the first page in Chromium, and consoles that follow jobs. Started by console.sh.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import https from 'node:https';
import { join } from 'node:path';

const [url, data, pid, ...sizes] = process.argv.slice(2);
const [tenants, policies, mailboxes, consoles, seconds] = sizes.slice(0, 5).map(Number);
const parts = sizes[5].split(' ');
const LOADS = 500;
const COLD_LOADS = 10;
const SESSIONS_OF_PERSON = 10;
const AT_ONCE = 8;
const CLOCK_TICKS = 100;
const PASSWORD = 'plums & pears in a wooden crate';

const ca = readFileSync(join(data, 'tls/ca.pem'));
const loopback = (_host, { all }, done) => (all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4));
const agent = new https.Agent({ ca, lookup: loopback, keepAlive: true, maxSockets: AT_ONCE });
const median = (numbers) => quantile(numbers, 0.5);
const quantile = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))];
const line = (what, ...figures) => console.log(what.padEnd(46), ...figures);

/** One request; gives status, headers and the whole text. */
function ask(method, to, { headers = {}, body, through = agent } = {}) {
  return new Promise((done, failed) => {
    const request = https.request(new URL(to, url), { method, headers, agent: through }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    request.on('error', failed).end(body);
  });
}

const form = (fields) => ({ headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() });

async function token(tenant, fields) {
  const answer = await ask('POST', `/${tenant}/oauth2/v2.0/token`, form({ scope: 'api://freehold/.default', ...fields }));
  if (answer.status !== 200) throw new Error(answer.text);
  return JSON.parse(answer.text).access_token;
}

const ofProgram = ({ clientId, clientSecret }) => ({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });

async function json(bearer, method, to, body) {
  const answer = await ask(method, to, {
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (answer.status >= 300) throw new Error(`${method} ${to}: ${answer.status} ${answer.text}`);
  return answer.text && JSON.parse(answer.text);
}

/** Does the work for 0 to count - 1, several at once. */
async function each(count, work) {
  let next = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (next < count) await work(next++);
  }));
}

async function person(admin, name, role) {
  const made = await json(admin, 'POST', '/api/v1/users', { userPrincipalName: name, displayName: name, roles: [role], password: `given: ${PASSWORD}` });
  await ask('POST', '/api/v1/password', {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userPrincipalName: name, currentPassword: `given: ${PASSWORD}`, newPassword: PASSWORD }),
  });
  return made.objectId;
}

/** A tenant with a person, two vaults of two owners, and a root key in each. */
async function tenant(operator, number, vaults) {
  const name = `bench${number}`;
  const made = await json(operator, 'POST', '/api/v1/tenants', { name });
  const admin = await token(made.id, ofProgram(made.administrator));
  await person(admin, `ada@${name}.example`, 'GLOBAL_ADMIN');
  const { workloads } = await json(admin, 'GET', '/api/v1/workloads');
  const keys = [];
  const shut = [];
  for (const letter of ['a', 'b']) {
    const owner = `owner-${letter}@${name}.example`;
    const objectId = await person(admin, owner, 'VAULT_ADMIN');
    const subscription = await json(admin, 'POST', '/api/v1/subscriptions', { displayName: `Keys ${letter}`, owners: [objectId] });
    const signIn = (scope) => token(made.id, { grant_type: 'password', username: owner, password: PASSWORD, scope: `${scope}/.default` });
    const management = vaults.replace('https://', 'https://management.');
    const manager = await signIn(management);
    const base = `${management}/subscriptions/${subscription.id ?? subscription.subscriptionId}`;
    const version = 'api-version=2023-07-01';
    const location = (await json(manager, 'GET', `${base}/locations?${version}`)).value[0].name;
    await json(manager, 'PUT', `${base}/resourceGroups/bench?${version}`, { location }).catch(() => {});
    const may = (principal, permissions) => ({ tenantId: made.id, objectId: principal, permissions: { keys: permissions } });
    const vault = `${name}-${letter}`;
    const service = workloads.map((one) => may(one.objectId, ['get', 'wrapKey', 'unwrapKey']));
    const at = `${base}/resourceGroups/bench/providers/Microsoft.KeyVault/vaults/${vault}`;
    shut.push(() => json(manager, 'PUT', `${at}/accessPolicies/remove?${version}`, { properties: { accessPolicies: service } }));
    await json(manager, 'PUT', `${at}?${version}`, {
      location,
      properties: {
        tenantId: made.id,
        sku: { family: 'A', name: 'standard' },
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90,
        enablePurgeProtection: true,
        enableRbacAuthorization: false,
        accessPolicies: [may(objectId, ['create', 'get', 'list']), ...service],
      },
    });
    const key = `${vaults.replace('https://', `https://${vault}.`)}/keys/root`;
    await json(await signIn(vaults), 'POST', `${key}/create?api-version=7.4`, { kty: 'RSA', key_size: 2048 });
    keys.push(key);
  }
  const ids = [];
  await each(policies, async (i) => ids.push((await json(admin, 'POST', '/api/v1/policies', { name: `policy ${i}`, keys })).id));
  return { name, admin, shut, policies: ids };
}

/** A browser without script that signs in; gives its cookie. */
async function session({ name }) {
  const cookies = new Map();
  const go = async (method, to, options = {}) => {
    const headers = { ...options.headers, Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
    const answer = await ask(method, to, { ...options, headers });
    for (const set of answer.headers['set-cookie'] ?? []) cookies.set(...set.split(';')[0].split(/=(.*)/s).slice(0, 2));
    return answer.status === 303 ? go('GET', new URL(answer.headers.location, url)) : { ...answer, to };
  };
  const page = await go('GET', '/console/jobs');
  const hidden = [...page.text.matchAll(/<input type="hidden" name="([a-z_]+)" value="([^"]*)">/g)].map(([, field, value]) => [field, value.replaceAll('&amp;', '&').replaceAll('&#39;', "'")]);
  const action = page.text.match(/<form method="post" action="([^"]*)"/)[1].replaceAll('&amp;', '&');
  const done = await go('POST', new URL(action, page.to), form([...hidden, ['username', `ada@${name}.example`], ['password', PASSWORD], ['action', 'signin']]));
  if (done.status !== 200) throw new Error(`sign-in: ${done.status}`);
  return { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
}

async function timed(to, headers) {
  const millis = [];
  for (let i = -20; i < LOADS; i++) {
    const from = performance.now();
    const { status } = await ask('GET', to, { headers });
    if (status !== 200) throw new Error(`${to}: ${status}`);
    if (i >= 0) millis.push(performance.now() - from);
  }
  return millis;
}

/** Each page beside the API's answer that it shows, from the same client. */
async function pages(one, cookie) {
  const bearer = { Authorization: `Bearer ${one.admin}` };
  const policy = one.policies[0];
  for (const [name, page, resource] of [
    ['overview', '/console', '/api/v1/me'],
    ['policies', '/console/policies', '/api/v1/policies'],
    ['mailboxes', '/console/mailboxes', '/api/v1/mailboxes?max=51'],
    ['a policy', `/console/policies/${policy}`, `/api/v1/policies/${policy}/status`],
  ]) {
    const shown = await timed(page, cookie);
    const answered = await timed(resource, bearer);
    const two = (millis) => `${median(millis).toFixed(1)} / ${quantile(millis, 0.99).toFixed(1)} ms`;
    line(`${name}: page, API; 50 % / 99 %`, two(shown), two(answered), `ratio ${(median(shown) / median(answered)).toFixed(1)}`);
  }
}

/** The first page in a browser that has nothing yet, until its scripts have run. */
async function firstPage(cookie) {
  const { chromium } = createRequire(join(process.cwd(), 'clients/console/'))('playwright-core');
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--host-resolver-rules=MAP *.localhost 127.0.0.1'] });
  const measure = async (javaScriptEnabled) => {
    const millis = [];
    for (let i = 0; i < COLD_LOADS; i++) {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, javaScriptEnabled });
      const [name, value] = cookie.Cookie.split('; ').find((pair) => pair.includes('session')).split(/=(.*)/s);
      await context.addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Lax' }]);
      const page = await context.newPage();
      const from = performance.now();
      await page.goto(`${url}/console`, { waitUntil: 'domcontentloaded' });
      const seen = performance.now() - from;
      millis.push(javaScriptEnabled ? await page.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd) : seen);
      await context.close();
    }
    return millis;
  };
  const [script, none] = [await measure(true), await measure(false)];
  await browser.close();
  line(`first page, cold cache, median of ${COLD_LOADS}`, `${median(script).toFixed(0)} ms`, `without script ${median(none).toFixed(0)} ms`);
}

const cpuSeconds = () => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
};
const residentMiB = () => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/** A job of each tenant that changes as often as somebody looks: it is paused and resumed. */
async function moving(jobs, during) {
  const end = Date.now() + during * 1000;
  for (let step = 'pause'; Date.now() < end; step = step === 'pause' ? 'resume' : 'pause') {
    const next = Date.now() + 2000;
    await Promise.all(jobs.map(({ admin, job }) => json(admin, 'POST', `/api/v1/jobs/${job}/${step}`)));
    await pause(Math.max(0, next - Date.now()));
  }
}

async function share(jobs) {
  const before = cpuSeconds();
  const from = performance.now();
  await moving(jobs, seconds);
  return ((cpuSeconds() - before) / (performance.now() - from)) * 1000 * 100;
}

/** Consoles that are told of every change, beside the same changes that nobody is told of. */
async function live(all) {
  const jobs = [];
  for (const one of all) jobs.push({ ...one, job: await order(one) });
  const cookies = [];
  for (const one of jobs) {
    for (let i = 0; i < Math.min(SESSIONS_OF_PERSON, Math.ceil(consoles / jobs.length)); i++) cookies.push([await session(one), one.job]);
  }
  await share(jobs); // warms up
  const off = await share(jobs);
  const offMiB = residentMiB();
  let events = 0;
  const open = cookies.map(([cookie, job]) => {
    const request = https.get(new URL(`/console/live?jobs=${job}`, url), { ca, lookup: loopback, agent: false, headers: { ...cookie, Accept: 'text/event-stream' } }, (answer) => {
      if (answer.statusCode !== 200) throw new Error(`a stream: ${answer.statusCode}`);
      answer.setEncoding('utf8').on('data', (text) => (events += text.split('event: job').length - 1));
    });
    return request.on('error', () => {});
  });
  await share(jobs); // warms up
  events = 0;
  const on = await share(jobs);
  const onMiB = residentMiB();
  open.forEach((request) => request.destroy());
  line(`${open.length} consoles that follow a job`, `${on.toFixed(1)} % of a core`, `without them ${off.toFixed(1)} %`, `so ${(on - off).toFixed(1)} %`);
  line('events that they got in a second', (events / seconds).toFixed(1));
  line('memory of the process', `${onMiB.toFixed(0)} MiB`, `without them ${offMiB.toFixed(0)} MiB`);
}

/** A job that does not end while it is measured: out of a policy whose keys refuse it waits for an approval. */
async function order({ name, admin, shut, policies: [policy] }) {
  const mailbox = `mover@${name}.example`;
  await json(admin, 'POST', '/api/v1/mailboxes', { address: mailbox, policyId: policy });
  for (const vault of shut) await vault();
  await json(admin, 'POST', `/api/v1/policies/${policy}/check`);
  return (await json(admin, 'PUT', `/api/v1/mailboxes/${mailbox}/policy`, { policy: null })).id;
}

const vaults = readFileSync(join(data, '../out'), 'utf8').match(/key vaults are at (\S+)/)[1];
const { tenant: home, ...program } = JSON.parse(readFileSync(join(data, 'operator.json'), 'utf8'));
const operator = await token(home, ofProgram(program));
const all = [];
for (let i = 0; i < tenants; i++) all.push(await tenant(operator, i, vaults));
const first = all[0];
await each(mailboxes, (i) => json(first.admin, 'POST', '/api/v1/mailboxes', { address: `user${i}@${first.name}.example`, policyId: first.policies[0] }));
line('filled', `${tenants} tenants with ${policies} policies each, ${mailboxes} mailboxes in one`);
const cookie = await session(first);
if (parts.includes('pages')) await pages(first, cookie);
if (parts.includes('browser')) await firstPage(cookie);
if (parts.includes('live')) await live(all);

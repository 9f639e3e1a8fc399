// The REST API, for what the journeys prepare.
import { request } from 'node:https';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Calls the API as the tenant's first administrator. */
export function administratorOf({ url, folder }) {
  return apiOf(url, folder, JSON.parse(readFileSync(join(folder, 'admin.json'), 'utf8')));
}

export async function apiOf(url, folder, connection) {
  const ca = readFileSync(join(folder, 'data/tls/ca.pem'));
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: connection.clientId,
    client_secret: connection.clientSecret,
    scope: 'api://freehold/.default',
  });
  const answer = await send(url, ca, 'POST', `/${connection.tenant}/oauth2/v2.0/token`, {
    type: 'application/x-www-form-urlencoded',
    body: form.toString(),
  });
  return (method, path, json) =>
    send(url, ca, method, path, {
      type: 'application/json',
      body: json && JSON.stringify(json),
      token: answer.access_token,
    });
}

function send(url, ca, method, path, { type, body, token }) {
  const { hostname, port } = new URL(url);
  const headers = { Host: `${hostname}:${port}`, 'Content-Type': type, ...(token && { Authorization: `Bearer ${token}` }) };
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', servername: hostname, port, ca, method, path, headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if (answer.statusCode < 300) resolve(text && JSON.parse(text));
        else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

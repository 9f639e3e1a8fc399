// The life of a key with the unmodified Azure SDK for JavaScript. Nothing is switched off: the client
// verifies certificate, challenge and resource. What it needs comes from the environment, as
// EnvironmentCredential reads it: AZURE_TENANT_ID, AZURE_AUTHORITY_HOST, AZURE_CLIENT_ID,
// AZURE_CLIENT_SECRET, NODE_EXTRA_CA_CERTS; and VAULT_URL, the vault, with purge protection on.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { test } from "node:test";
import { ClientSecretCredential, EnvironmentCredential } from "@azure/identity";
import { CryptographyClient, KeyClient } from "@azure/keyvault-keys";

const vaultUrl = process.env.VAULT_URL;
const credential = new EnvironmentCredential();
const client = new KeyClient(vaultUrl, credential);
const polling = { intervalInMs: 100 };

/** Runs `call`, which must be refused with this status and code. */
async function refused(call, status, code) {
  await assert.rejects(call, (error) => {
    assert.equal(error.statusCode, status, error.message);
    assert.equal(error.code, code);
    return true;
  });
}

function named(kind) {
  return `js-${kind}-${randomBytes(6).toString("hex")}`;
}

test("an RSA key is made, used, rotated, backed up, deleted, recovered, and never purged early", async () => {
  const name = named("rsa");
  const first = await client.createRsaKey(name, { keySize: 2048, tags: { purpose: "root" } });
  assert.equal(first.key.n.length, 256);
  assert.equal(first.properties.recoveryLevel, "Recoverable");

  const secret = randomBytes(32);
  const { result: wrapped } = await new CryptographyClient(first.id, credential).wrapKey(
    "RSA-OAEP-256", secret);
  const second = await client.rotateKey(name);
  assert.notEqual(second.properties.version, first.properties.version);
  // A new version does not take the old one away: what it wrapped still opens, by its own id.
  const { result: opened } = await new CryptographyClient(first.id, credential).unwrapKey(
    "RSA-OAEP-256", wrapped);
  assert.deepEqual(Buffer.from(opened), secret);

  const backup = await client.backupKey(name);
  const deletion = await client.beginDeleteKey(name, polling);
  const deleted = await deletion.pollUntilDone();
  const days = (deleted.properties.scheduledPurgeDate - deleted.properties.deletedOn) / 86_400_000;
  assert.equal(days, 90);
  await refused(client.getKey(name), 404, "KeyNotFound");
  await refused(client.createRsaKey(name), 409, "Conflict");
  await refused(client.restoreKeyBackup(backup), 409, "Conflict");
  await refused(client.purgeDeletedKey(name), 403, "Forbidden");

  const recovery = await client.beginRecoverDeletedKey(name, polling);
  const recovered = await recovery.pollUntilDone();
  assert.equal(recovered.properties.version, second.properties.version);
  assert.deepEqual(recovered.properties.tags, { purpose: "root" });
  const versions = [];
  for await (const version of client.listPropertiesOfKeyVersions(name)) {
    versions.push(version.version);
  }
  assert.deepEqual(new Set(versions), new Set([first.properties.version, second.properties.version]));
  const again = await new CryptographyClient(first.id, credential).unwrapKey("RSA-OAEP-256", wrapped);
  assert.deepEqual(Buffer.from(again.result), secret);
});

for (const [curve, algorithm, hash] of [
  ["P-256", "ES256", "sha256"],
  ["P-384", "ES384", "sha384"],
  ["P-521", "ES512", "sha512"],
  ["P-256K", "ES256K", "sha256"],
]) {
  test(`an EC key on ${curve} signs, and the signature verifies`, async () => {
    const key = await client.createEcKey(named("ec"), { curve });
    const signer = new CryptographyClient(key.id, credential);
    const digest = createHash(hash).update("a text to sign").digest();
    const { result } = await signer.sign(algorithm, digest);
    assert.equal((await signer.verify(algorithm, digest, result)).result, true);
    result[0] ^= 1;
    assert.equal((await signer.verify(algorithm, digest, result)).result, false);
  });
}

for (const algorithm of ["RS256", "PS256"]) {
  test(`an RSA key signs with ${algorithm}, and the signature verifies`, async () => {
    const key = await client.createRsaKey(named("sign"), { keySize: 2048 });
    const signer = new CryptographyClient(key.id, credential);
    const digest = createHash("sha256").update("a text to sign").digest();
    const { result } = await signer.sign(algorithm, digest);
    assert.equal((await signer.verify(algorithm, digest, result)).result, true);
  });
}

test("a rotation policy is set and read", async () => {
  const name = named("policy");
  await client.createRsaKey(name, { keySize: 2048 });
  await client.updateKeyRotationPolicy(name, {
    expiresIn: "P90D",
    lifetimeActions: [{ action: "Rotate", timeAfterCreate: "P30D" }],
  });
  const policy = await client.getKeyRotationPolicy(name);
  assert.equal(policy.expiresIn, "P90D");
  const rotation = policy.lifetimeActions.find((entry) => entry.action === "Rotate");
  assert.equal(rotation.timeAfterCreate, "P30D");
});

test("a disabled key is shown and not used, and lists have every key", async () => {
  const name = named("disabled");
  const key = await client.createRsaKey(name, { keySize: 2048 });
  await client.updateKeyProperties(name, { enabled: false });
  assert.equal((await client.getKey(name)).properties.enabled, false);
  await refused(
    new CryptographyClient(key.id, credential).sign("RS256", randomBytes(32)), 403, "Forbidden");
  const names = new Set();
  for await (const listed of client.listPropertiesOfKeys()) {
    names.add(listed.name);
  }
  assert.ok(names.has(name));
});

test("a credential of the tenant's own id works too, where it is allowed to follow the challenge", async () => {
  const byId = new ClientSecretCredential(
    process.env.FREEHOLD_TENANT_ID, process.env.AZURE_CLIENT_ID, process.env.AZURE_CLIENT_SECRET, {
      authorityHost: process.env.AZURE_AUTHORITY_HOST,
      disableInstanceDiscovery: true,
    });
  const keys = new KeyClient(process.env.VAULT_URL_BY_ID, byId);
  const key = await keys.createRsaKey(named("by-id"), { keySize: 2048 });
  assert.equal(key.keyType, "RSA");
});

test("nobody gets in with a wrong secret", async () => {
  const wrong = new ClientSecretCredential(
    process.env.FREEHOLD_TENANT_ID, process.env.AZURE_CLIENT_ID, "not-the-secret", {
      authorityHost: process.env.AZURE_AUTHORITY_HOST,
      disableInstanceDiscovery: true,
    });
  await assert.rejects(new KeyClient(process.env.VAULT_URL_BY_ID, wrong).getKey("any"), /AADSTS7000215/);
});

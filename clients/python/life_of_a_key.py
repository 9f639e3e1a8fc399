"""The life of a key with the unmodified Azure SDK for Python.

Nothing is switched off. The environment is the one of EnvironmentCredential (AZURE_TENANT_ID,
AZURE_AUTHORITY_HOST, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET), REQUESTS_CA_BUNDLE for the trust, and
VAULT_URL: a vault with purge protection on.
"""

import hashlib
import os
import secrets
import unittest

from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.identity import EnvironmentCredential
from azure.keyvault.keys import KeyClient, KeyCurveName, KeyRotationPolicy
from azure.keyvault.keys import KeyRotationLifetimeAction, KeyRotationPolicyAction
from azure.keyvault.keys.crypto import CryptographyClient, KeyWrapAlgorithm, SignatureAlgorithm


class LifeOfAKey(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.credential = EnvironmentCredential()
        cls.client = KeyClient(os.environ["VAULT_URL"], cls.credential)

    def crypto(self, key):
        return CryptographyClient(key.id, self.credential)

    @staticmethod
    def named(kind):
        return f"python-{kind}-{secrets.token_hex(6)}"

    def refused(self, status, code, call, *arguments):
        with self.assertRaises(HttpResponseError) as refusal:
            call(*arguments)
        self.assertEqual(refusal.exception.status_code, status)
        self.assertEqual(refusal.exception.error.code, code)

    def test_an_rsa_key_from_its_making_to_its_recovery(self):
        name = self.named("rsa")
        first = self.client.create_rsa_key(name, size=2048, tags={"purpose": "root"})
        secret = secrets.token_bytes(32)
        wrapped = self.crypto(first).wrap_key(KeyWrapAlgorithm.rsa_oaep_256, secret)
        second = self.client.rotate_key(name)
        self.assertNotEqual(first.properties.version, second.properties.version)
        opened = self.crypto(first).unwrap_key(wrapped.algorithm, wrapped.encrypted_key)
        self.assertEqual(opened.key, secret)

        backup = self.client.backup_key(name)
        deleted = self.client.begin_delete_key(name, _polling_interval=1).result()
        self.assertEqual((deleted.scheduled_purge_date - deleted.deleted_date).days, 90)
        with self.assertRaises(ResourceNotFoundError):
            self.client.get_key(name)
        with self.assertRaises(ResourceExistsError):
            self.client.create_rsa_key(name)
        self.refused(409, "Conflict", self.client.restore_key_backup, backup)
        self.refused(403, "Forbidden", self.client.purge_deleted_key, name)

        recovered = self.client.begin_recover_deleted_key(name, _polling_interval=1).result()
        self.assertEqual(recovered.properties.version, second.properties.version)
        self.assertEqual(recovered.properties.tags, {"purpose": "root"})
        again = self.crypto(first).unwrap_key(wrapped.algorithm, wrapped.encrypted_key)
        self.assertEqual(again.key, secret)

    def test_an_ec_key_signs(self):
        for curve, algorithm, digest in (
            (KeyCurveName.p_256, SignatureAlgorithm.es256, hashlib.sha256),
            (KeyCurveName.p_384, SignatureAlgorithm.es384, hashlib.sha384),
            (KeyCurveName.p_521, SignatureAlgorithm.es512, hashlib.sha512),
            (KeyCurveName.p_256_k, SignatureAlgorithm.es256_k, hashlib.sha256),
        ):
            with self.subTest(curve=curve):
                crypto = self.crypto(self.client.create_ec_key(self.named("ec"), curve=curve))
                value = digest(b"a text to sign").digest()
                signature = crypto.sign(algorithm, value).signature
                self.assertTrue(crypto.verify(algorithm, value, signature).is_valid)

    def test_a_rotation_policy_is_set_and_read(self):
        name = self.named("policy")
        self.client.create_rsa_key(name, size=2048)
        action = KeyRotationLifetimeAction(
            KeyRotationPolicyAction.rotate, time_after_create="P30D"
        )
        policy = KeyRotationPolicy(expires_in="P90D", lifetime_actions=[action])
        self.client.update_key_rotation_policy(name, policy)
        self.assertEqual(self.client.get_key_rotation_policy(name).expires_in, "P90D")

    def test_lists_have_every_key(self):
        names = {self.named("list") for _ in range(30)}
        for name in names:
            self.client.create_ec_key(name)
        self.assertLessEqual(names, {key.name for key in self.client.list_properties_of_keys()})


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""A person signs in with the Azure SDK for Python, which opens a browser, and reads a key that
cli/sign-in-by-browser made.

It takes AZURE_AUTHORITY_HOST, FREEHOLD_TENANT_ID, PERSON_VAULT_URL, PERSON, PERSON_PASSWORD, REQUESTS_CA_BUNDLE
and BROWSER from the environment.
"""

import os

from azure.identity import InteractiveBrowserCredential
from azure.keyvault.keys import KeyClient

for tenant in ("adfs", os.environ["FREEHOLD_TENANT_ID"]):
    credential = InteractiveBrowserCredential(
        authority=os.environ["AZURE_AUTHORITY_HOST"],
        tenant_id=tenant,
        disable_instance_discovery=True,
        timeout=120,
    )
    vault = os.environ["PERSON_VAULT_URL"]
    keys = KeyClient(vault, credential, verify_challenge_resource=False)
    key = keys.get_key("own")
    assert key.id.startswith(vault), key.id
    print("ok - signed in as a person of", "the only tenant" if tenant == "adfs" else "a tenant by its id")

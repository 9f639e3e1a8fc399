"""Makes a tenant with one person and a mailbox for it.

    person.py OPERATOR_JSON CA_PEM ADDRESS PASSWORD
"""

import json
import pathlib
import ssl
import sys
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "s3"))

import tenants  # noqa: E402


def main(operator_file, authority_file, address, password):
    connection = json.loads(pathlib.Path(operator_file).read_text(encoding="utf-8"))
    operator = tenants.Caller(
        connection["server"],
        ssl.create_default_context(cafile=authority_file),
        connection["tenant"],
        connection,
    )
    contoso = tenants.tenant(operator, "contoso")
    first = "given: " + password
    contoso.call(
        "POST",
        "/api/v1/users",
        {"userPrincipalName": address, "displayName": "A person", "roles": [], "password": first},
    )
    contoso.call("POST", "/api/v1/mailboxes", {"address": address})
    # A password that somebody else made is for one thing: to be replaced.
    body = {"userPrincipalName": address, "currentPassword": first, "newPassword": password}
    request = urllib.request.Request(
        connection["server"] + "/api/v1/password",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, context=operator.authority, timeout=60):
        pass


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Makes what the S3 clients need, each by the one whose task it is, and prints it for a shell.

    tenants.py OPERATOR_JSON CA_PEM

Two tenants: in the first an application that may make sites, and one that may read the site
"shared" and no other; in the second one with a site of the same kind, "foreign". Each of the three
makes its own access key.
"""

import json
import shlex
import ssl
import sys
import urllib.parse
import urllib.request


class Caller:
    """One application's way to the REST API."""

    def __init__(self, server, authority, tenant, application):
        self.server = server
        self.authority = authority
        self.tenant = tenant
        self.object_id = application.get("objectId")
        form = {
            "grant_type": "client_credentials",
            "client_id": application["clientId"],
            "client_secret": application["clientSecret"],
            "scope": "api://freehold/.default",
        }
        answer = self.send(
            "POST", f"/{tenant}/oauth2/v2.0/token", urllib.parse.urlencode(form).encode(), {}
        )
        self.headers = {
            "Authorization": "Bearer " + answer["access_token"],
            "Content-Type": "application/json",
        }

    def send(self, method, path, body, headers):
        request = urllib.request.Request(
            self.server + path, data=body, method=method, headers=headers
        )
        with urllib.request.urlopen(request, context=self.authority, timeout=60) as answer:
            return json.load(answer)

    def call(self, method, path, document):
        return self.send(method, path, json.dumps(document).encode(), self.headers)

    def application(self, name, *roles):
        made = self.call(
            "POST", "/api/v1/applications", {"displayName": name, "roles": list(roles)}
        )
        return Caller(self.server, self.authority, self.tenant, made)

    def access_key(self):
        return self.call("POST", "/api/v1/access-keys", {})


def tenant(operator, name):
    made = operator.call("POST", "/api/v1/tenants", {"name": name})
    return Caller(operator.server, operator.authority, made["id"], made["administrator"])


def show(prefix, key):
    print(f"export {prefix}_ID={shlex.quote(key['id'])}")
    print(f"export {prefix}_SECRET={shlex.quote(key['secret'])}")


def main(operator_file, authority_file):
    with open(operator_file, encoding="utf-8") as file:
        connection = json.load(file)
    operator = Caller(
        connection["server"],
        ssl.create_default_context(cafile=authority_file),
        connection["tenant"],
        connection,
    )
    contoso = tenant(operator, "contoso")
    maker = contoso.application("makes sites", "SHAREPOINT_ADMIN")
    reader = contoso.application("reads one site")
    maker.call("POST", "/api/v1/sites", {"name": "shared"})
    maker.call("PUT", f"/api/v1/sites/shared/permissions/{reader.object_id}", {"role": "read"})
    stranger = tenant(operator, "fabrikam").application("of another tenant", "SHAREPOINT_ADMIN")
    stranger.call("POST", "/api/v1/sites", {"name": "foreign"})
    show("MAKER", maker.access_key())
    show("READER", reader.access_key())
    show("STRANGER", stranger.access_key())


if __name__ == "__main__":
    main(*sys.argv[1:])

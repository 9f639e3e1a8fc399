"""Makes two tenants with a site each, and access keys: of an owner, of one who may only read, of the other tenant."""

import json
import os
import ssl
import urllib.parse
import urllib.request

work = os.environ["work"]
api = os.environ["API"]
with open(f"{work}/data/operator.json", encoding="utf-8") as file:
    operator = json.load(file)
with open(f"{work}/ca.pem", "w", encoding="utf-8") as file:
    file.write(operator["authorityPem"])
tls = ssl.create_default_context(cadata=operator["authorityPem"])
tls.check_hostname = False


def call(method, path, body=None, token=None, form=None):
    data = None
    headers = {}
    if body is not None:
        data = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    if form is not None:
        data = urllib.parse.urlencode(form).encode()
    if token:
        headers["Authorization"] = "Bearer " + token
    address = "https://127.0.0.1:" + api.rsplit(":", 1)[1] + path
    request = urllib.request.Request(address, data=data, method=method, headers=headers)
    with urllib.request.urlopen(request, context=tls) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def token(application):
    return call("POST", f"/{application['tenant']}/oauth2/v2.0/token", form={
        "grant_type": "client_credentials",
        "client_id": application["clientId"],
        "client_secret": application["clientSecret"],
        "scope": "api://freehold/.default",
    })["access_token"]


def tenant(name, site):
    made = call("POST", "/api/v1/tenants", {"name": name}, token(operator))
    administrator = dict(made["administrator"], tenant=made["id"])
    bearer = token(administrator)
    call("POST", "/api/v1/sites", {"name": site, "kind": "teamSite"}, bearer)
    return made["id"], bearer, call("POST", "/api/v1/access-keys", {}, bearer)


contoso, administrator, owner = tenant("contoso", "finance")
_, _, stranger = tenant("fabrikam", "secret")
reading = call("POST", "/api/v1/applications", {"displayName": "reader", "roles": []}, administrator)
call("PUT", f"/api/v1/sites/finance/permissions/{reading['objectId']}", {"role": "read"}, administrator)
reader = call("POST", "/api/v1/access-keys", {}, token(dict(reading, tenant=contoso)))

descriptor = os.open(f"{work}/keys", os.O_WRONLY | os.O_CREAT, 0o600)
with os.fdopen(descriptor, "w", encoding="utf-8") as file:
    for name, key in (("OWNER", owner), ("READER", reader), ("STRANGER", stranger)):
        file.write(f"export {name}_ID={key['id']} {name}_SECRET={key['secret']}\n")

"""Moves the accounts of a Dovecot into a server, kills both on the way, and compares.

    move.py WORK_FOLDER MESSAGES FOLDERS
"""

import base64
import collections
import datetime
import json
import os
import pathlib
import re
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "s3"))

import source  # noqa: E402
import tenants  # noqa: E402

FREEHOLD = pathlib.Path(__file__).parent.parent.parent / "freehold"
BATCHES = "/api/v1/migration-batches"
PATIENCE = 600
ENDED = ("completed", "completedWithErrors", "failed")


class Server:
    """The server that is moved to."""

    def __init__(self, work, source_port):
        self.work = work
        self.ports = {name: source.free_port() for name in ("API", "VAULT", "FILES_S3", "METRICS")}
        self.environment = dict(os.environ, FREEHOLD_MIGRATION_INSIDE_SERVERS=f"127.0.0.1:{source_port}")
        for name, port in self.ports.items():
            self.environment[f"FREEHOLD_{name}_PORT"] = str(port)
        self.process = None
        self.admin = None

    def start(self):
        out = self.work / "out"
        out.write_text("")
        with out.open("w") as to, (self.work / "serve.log").open("a") as log:
            self.process = subprocess.Popen(
                [FREEHOLD, "serve", "--data", self.work / "data"], env=self.environment, stdout=to, stderr=log
            )
        end = time.monotonic() + 120
        while "freehold serves at " not in out.read_text():
            if self.process.poll() is not None or time.monotonic() > end:
                raise SystemExit("the server does not start: " + (self.work / "serve.log").read_text())
            time.sleep(0.1)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def make_tenant(self):
        data = self.work / "data"
        connection = json.loads((data / "operator.json").read_text())
        authority = ssl.create_default_context(cafile=data / "tls" / "ca.pem")
        operator = tenants.Caller(connection["server"], authority, connection["tenant"], connection)
        made = operator.call("POST", "/api/v1/tenants", {"name": "contoso"})
        self.admin = tenants.Caller(connection["server"], authority, made["id"], made["administrator"])
        secret = self.work / "secret"
        secret.write_text(made["administrator"]["clientSecret"] + "\n")
        secret.chmod(0o600)
        self.options = [
            "--server", connection["server"],
            "--ca", data / "tls" / "ca.pem",
            "--tenant", made["id"],
            "--client-id", made["administrator"]["clientId"],
            "--client-secret-file", secret,
        ]  # fmt: skip

    def get(self, path):
        return self.admin.send("GET", path, None, self.admin.headers)

    def export(self, user, when):
        """What is in a mailbox: folder, UID, SHA-256, date and flags of each message."""
        target = self.work / f"{user}-{when}"
        request = urllib.request.Request(
            f"{self.admin.server}/api/v1/mailboxes/{user}@contoso.example/permissions/{self.admin.object_id}",
            data=json.dumps({"accessRights": ["FullAccess"]}).encode(),
            method="PUT",
            headers=self.admin.headers,
        )
        with urllib.request.urlopen(request, context=self.admin.authority, timeout=60):
            pass
        mailbox = ["--mailbox", f"{user}@contoso.example"]
        subprocess.run(
            [FREEHOLD, "mail", "export", *self.options, *mailbox, target], check=True, stdout=subprocess.DEVNULL
        )
        lines = [json.loads(line) for line in (target / "manifest.jsonl").read_text().splitlines()]
        return [
            (
                line["folder"],
                line["uid"],
                line["sha256"],
                int(datetime.datetime.fromisoformat(line["internalDate"]).timestamp()),
                frozenset(line["flags"] + line["keywords"]),
            )
            for line in lines
            if "file" in line
        ]


def csv():
    rows = [f'{user}@contoso.example,{user},"{source.PASSWORD}"' for user in source.USERS]
    return base64.b64encode("\r\n".join(["EmailAddress,UserName,Password", *rows, ""]).encode()).decode()


def check(what, holds):
    if not holds:
        raise SystemExit(f"not so: {what}")
    print(f"ok - {what}", flush=True)


def refusal(server, method, path):
    try:
        server.admin.send(method, path, None, server.admin.headers)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused).get("code")
    return None


def copied(server, batch):
    return sum(user["copiedItems"] for user in server.get(f"{BATCHES}/{batch}/users")["users"])


def wait(server, batch, condition):
    end = time.monotonic() + PATIENCE
    while True:
        now = server.get(f"{BATCHES}/{batch}")
        if condition(now):
            return now
        if time.monotonic() > end:
            raise SystemExit(f"the batch stays as it is: {now}")
        time.sleep(0.05)


def run_batch(server, name, **more):
    wanted = {"name": name, "sourceEndpoint": "old", "csvData": csv(), "autoStart": True, **more}
    server.admin.call("POST", BATCHES, wanted)


def path_here(name):
    """What decision 0067 says that a folder is called here."""
    escaped = re.sub(
        "[%*/\u0301]|^ | $", lambda found: "".join(f"={byte:02X}" for byte in found[0].encode()), name
    )
    return escaped.replace(".", "/")


def main(work, count, folders):
    work = pathlib.Path(work)
    old = source.Source(work / "dovecot")
    old.prepare()
    old.start()
    server = Server(work, old.port)
    try:
        old.fill(count, folders)
        move(old, server)
    finally:
        if server.process is not None and server.process.poll() is None:
            server.stop()
        if old.process.poll() is None:
            old.kill()


def move(old, server):
    total = len(old.messages)
    print(f"{total} messages are to arrive, {len(old.damaged)} are damaged", flush=True)
    server.start()
    server.make_tenant()
    for user in source.USERS:
        server.admin.call("POST", "/api/v1/mail-users", {"address": f"{user}@contoso.example"})
    server.admin.call(
        "POST",
        "/api/v1/migration-endpoints",
        {"name": "old", "remoteServer": "127.0.0.1", "port": old.port, "security": "none",
         "maxConcurrentMigrations": 2},
    )  # fmt: skip

    plan = server.admin.call("POST", "/api/v1/migration-dry-runs", {"sourceEndpoint": "old", "csvData": csv()})
    check("the dry run signs in everywhere", plan["totals"]["ready"] == len(source.USERS))
    check(
        "it counts what is there",
        plan["totals"]["items"] == total + len(old.damaged),
    )
    changed = {name["sourceFolder"]: name["folder"] for name in plan["users"][0]["changedNames"]}
    check("it names what will be called otherwise", changed.get("a*b") == "a=2Ab")

    run_batch(server, "first")
    wait(server, "first", lambda _: copied(server, "first") > total // 4)
    check("a running batch is not removed unasked", refusal(server, "DELETE", f"{BATCHES}/first") == (409, "migration-batch-runs"))
    users = server.get(f"{BATCHES}/first/users")["users"]
    check("it says how far it is", any("progress" in user and "percent" in user["progress"] for user in users))
    server.kill()
    print(f"killed the server after {sum(user['copiedItems'] for user in users)} messages", flush=True)
    server.start()
    now = wait(server, "first", lambda now: copied(server, "first") > total // 2 or now["status"] in ENDED)
    old.kill()
    check("it goes on where it was, and the source is killed under it too", now["status"] not in ENDED)
    print(f"killed the source after {copied(server, 'first')} messages", flush=True)
    old.start()
    ended = wait(server, "first", lambda now: now["status"] in ENDED)
    check("it ends, and says that something is missing", ended["status"] == "completedWithErrors")
    moved = {user: compare(old, server, user) for user in source.USERS}

    run_batch(server, "again", excludeFolders=["Damaged", "Refused"])
    wait(server, "again", lambda now: now["status"] in ENDED)
    reports = [report(server, "again", user) for user in source.USERS]
    check("a second batch stores nothing", sum(f["newItems"] for r in reports for f in r["folders"]) == 0)
    check("and changes nothing", all(server.export(user, "again") == moved[user] for user in source.USERS))


def report(server, batch, user):
    return server.get(f"{BATCHES}/{batch}/users/{user}@contoso.example/report")


def compare(old, server, user):
    """Compares what is here with what was put into the source; gives what is here."""
    wanted = collections.Counter(
        (path_here(folder), *message) for whose, folder, *message in old.messages if whose == user
    )
    exported = server.export(user, "first")
    found = collections.Counter(exported)
    lost, extra = wanted - found, found - wanted
    if lost or extra:
        print(f"lost: {list(lost.items())[:5]}\nextra: {list(extra.items())[:5]}")
    check(f"{user} has every message once, with its UID, flags and date", not lost)
    # Of half a message, the half may be kept.
    halves = {(path_here(folder), uid) for whose, folder, uid, kind in old.damaged if whose == user and kind == "half"}
    check(
        f"{user} has nothing else",
        {message[:2] for message in extra} <= halves and extra.total() <= len(halves),
    )
    said = report(server, "first", user)
    opened = [each for each in said["folders"] if each["folder"] != "Refused"]
    there = collections.Counter(folder for whose, folder, *_ in old.messages + old.damaged if whose == user)
    check(
        f"{user}'s report has every folder, with what is there and here",
        {each["sourceFolder"]: each["atSource"] for each in opened} == there
        and {each["folder"]: each["here"] for each in opened} == collections.Counter(path for path, *_ in exported)
        and not any(each["merged"] for each in said["folders"]),
    )
    skipped = {(each["folder"], each.get("uid")) for each in said["skipped"]}
    missing = {(path_here(folder), uid) for whose, folder, uid, _ in old.damaged if whose == user}
    check(f"{user}'s report names what was damaged", missing <= skipped)
    refused = {path_here(folder) for whose, folder in old.refused if whose == user}
    check(f"{user}'s report names the folder that was refused", {(path, None) for path in refused} <= skipped)
    return exported


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

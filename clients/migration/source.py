"""A Dovecot of one's own, with mail in it that a migration stumbles over."""

import base64
import hashlib
import imaplib
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import time

PASSWORD = "correct horse, battery"
USERS = ("ada", "bea", "cyd")
CRYPTED = "cyd"
SERVED_BY = "nobody"

CONFIGURATION = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = {work}/run
state_dir = {work}/state
log_path = {work}/log
protocols = imap
listen = 127.0.0.1
ssl = no
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = ~/mail
mail_fsync = never
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
mailbox_list_storage_escape_char = "^"
namespace inbox {{
  inbox = yes
  separator = .
}}
mail_plugins {{
  mail_crypt = yes
}}
# Written by those of whom the users' file says so, read by all.
crypt_write_algorithm =
crypt_global_public_key_file = {work}/public.pem
crypt_global_private_key main {{
  crypt_private_key_file = {work}/private.pem
}}
passdb static {{
  password = {password}
}}
userdb passwd-file {{
  passwd_file_path = {work}/users
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""

# Names that the store cannot keep, or that are nearly the same.
NAMES = ("a%b", "a*b", "a_b", "AC/DC", "Caf\u00e9", "Cafe\u0301", " edge ", "Work.Plans", "Work.plans")
FLAGS = ("", "\\Seen", "\\Answered \\Seen", "\\Flagged", "\\Draft", "\\Seen $Forwarded Project")
# By UID. Each costs a migration the waits between three tries.
DAMAGE = {1: "half", 3: "forbidden"}
DATES = (
    "12-Mar-2021 10:11:12 +0000",
    " 1-Jan-1990 00:00:00 +0000",
    "29-Feb-2024 23:59:59 -0330",
    "31-Dec-2025 23:30:00 +1400",
)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def encoded(name):
    """A name in modified UTF-7."""

    def shifted(found):
        if found[0] == "&":
            return "&-"
        text = base64.b64encode(found[0].encode("utf-16-be")).decode().rstrip("=")
        return f"&{text.replace('/', ',')}-"

    return re.sub("[^ -~]+|&", shifted, name)


class Source:
    """The server, and what is in it."""

    def __init__(self, work):
        self.work = pathlib.Path(work)
        self.port = free_port()
        self.process = None
        # What has to arrive: (user, folder there, UID, SHA-256, date in seconds, flags), once for each.
        self.messages = []
        # What cannot: (user, folder there, UID, how it was damaged).
        self.damaged = []
        # Folders that nobody may open: (user, folder there).
        self.refused = []

    def prepare(self):
        self.work.mkdir()
        self.work.chmod(0o755)
        key = ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        (self.work / "private.pem").write_bytes(subprocess.run(key, check=True, capture_output=True).stdout)
        public = ["openssl", "pkey", "-in", self.work / "private.pem", "-pubout"]
        (self.work / "public.pem").write_bytes(subprocess.run(public, check=True, capture_output=True).stdout)
        for name in ("private.pem", "public.pem"):
            (self.work / name).chmod(0o644)
        users = []
        for user in USERS:
            home = self.work / "home" / user
            home.mkdir(parents=True)
            subprocess.run(["chown", "-R", SERVED_BY, home], check=True)
            extra = "userdb_crypt_write_algorithm=aes-256-gcm-sha256" if user == CRYPTED else ""
            users.append(f"{user}:::::{home}::{extra}\n")
        (self.work / "users").write_text("".join(users))
        (self.work / "dovecot.conf").write_text(
            CONFIGURATION.format(work=self.work, port=self.port, password=PASSWORD)
        )

    def start(self):
        # A group of its own, so that all of its processes can be killed by one number.
        self.process = subprocess.Popen(
            ["dovecot", "-F", "-c", self.work / "dovecot.conf"],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 30
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as probe:
                    if probe.recv(4) == b"* OK":
                        return
            except OSError:
                pass
            if time.monotonic() > end or self.process.poll() is not None:
                raise SystemExit("Dovecot does not start: " + (self.work / "log").read_text())
            time.sleep(0.05)

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        (self.work / "run" / "master.pid").unlink(missing_ok=True)

    def client(self, user):
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(user, PASSWORD)
        return client

    def fill(self, count, folders):
        """About so many messages in so many folders of all users together."""
        chance = random.Random(21)
        each = count // len(USERS)
        for user in USERS:
            names = ["INBOX", *NAMES]
            names += [f"Year {i}.Month" for i in range(folders // len(USERS) - len(names) - 2)]
            client = self.client(user)
            for name in names:
                self.create(client, name)
            # In a folder of their own, so that nothing else is lost with them.
            self.create(client, "Damaged")
            self.create(client, "Refused")
            for i in range(each - 6):
                self.put(client, user, names[i % len(names)], message(chance, user, i), i)
            same = message(chance, user, each)
            for _ in range(2):
                self.put(client, user, "INBOX", same, 0)
            for i in range(4):
                self.put(client, user, "Damaged", message(chance, user, each + 1 + i), i)
            client.select('"Damaged"', readonly=True)
            client.fetch("1:*", "(RFC822.SIZE BODY.PEEK[])")
            client.logout()
            uids = (1, 3) if count >= 1_000 else (3,) if user == "bea" else (1,)
            self.damage(user, {uid: DAMAGE[uid] for uid in uids})

    @staticmethod
    def create(client, name):
        if name != "INBOX":
            status, why = client.create(f'"{encoded(name)}"')
            if status != "OK":
                raise SystemExit(f"Dovecot does not make {name}: {why}")

    def put(self, client, user, folder, content, number):
        flags = FLAGS[number % len(FLAGS)]
        date = DATES[number % len(DATES)]
        status, why = client.append(f'"{encoded(folder)}"', f"({flags})", f'"{date}"', content)
        if status != "OK":
            raise SystemExit(f"Dovecot does not take a message for {folder}: {why}")
        uid = int(re.match(rb"\[APPENDUID \d+ (\d+)\]", why[0])[1])
        moment = time.mktime(imaplib.Internaldate2tuple(f'x (INTERNALDATE "{date}")'.encode()))
        self.messages.append(
            (user, folder, uid, hashlib.sha256(content).hexdigest(), int(moment), frozenset(flags.split()))
        )

    def damage(self, user, kinds):
        """Half a file, one that nobody may read, and a folder that nobody may open."""
        mail = self.work / "home" / user / "mail"
        files = [*(mail / ".Damaged" / "cur").iterdir(), *(mail / ".Damaged" / "new").iterdir()]
        names = self.names_by_uid(mail / ".Damaged")
        encrypted = all(file.read_bytes().startswith(b"CRYPTED") for file in files)
        if encrypted != (user == CRYPTED):
            raise SystemExit(f"whether {user}'s files are encrypted: {encrypted}")
        for uid, kind in kinds.items():
            file = next(file for file in files if file.name.split(":")[0] == names[uid])
            if kind == "half":
                os.truncate(file, file.stat().st_size // 2)
            else:
                file.chmod(0)
            self.messages = [each for each in self.messages if each[:3] != (user, "Damaged", uid)]
            self.damaged.append((user, "Damaged", uid, kind))
        (mail / ".Refused").chmod(0)
        self.refused.append((user, "Refused"))

    @staticmethod
    def names_by_uid(folder):
        """The names of files without their flags, from Dovecot's own list."""
        lines = (folder / "dovecot-uidlist").read_text().splitlines()[1:]
        return {int(line.split(" ")[0]): line[line.index(":") + 1 :].split(":")[0] for line in lines}


def message(chance, user, number):
    """A message of one of some kinds, none of which any other has."""
    head = f"From: {user}@old.example\r\nMessage-ID: <{user}.{number}@old.example>\r\nSubject: number {number}\r\n"
    kind = number % 7
    if kind == 0:
        return f"{head}\r\n".encode()
    if kind == 1:
        return head.encode() + b"X-Bytes: \xff\xfe\xe4\r\n\r\nna\xefve\r\n"
    if kind == 2:
        return f"{head}\r\n.\r\n..\r\nFrom here\r\n".encode() + b"x" * 1_500 + b"\r\n"
    if kind == 3:
        return f"just a line {user} {number}\r\n".encode()
    lines = [base64.b64encode(chance.randbytes(54)) for _ in range(40 if kind < 6 else 3_000)]
    return head.encode() + b"\r\n" + b"\r\n".join(lines) + b"\r\n"

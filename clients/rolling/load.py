"""Writes documents and messages over all nodes while they are upgraded, then reads each that was acknowledged.

load.py OPERATOR_JSON STOP API_PORTS S3_PORTS: runs until the file STOP is there; ports are separated by commas, one of each
node. Prints figures, and ends with 1 if something is lost, if a node answered 500, or if a write got through nowhere for
120 seconds. CA says whom to trust. A client asks one node after the other, as a balancer does for it.
"""

import concurrent.futures
import hashlib
import http.client
import json
import os
import ssl
import sys
import threading
import time
import urllib.error
import urllib.request

import boto3
import botocore.exceptions
from botocore.config import Config

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "s3"))
from tenants import Caller, tenant  # noqa: E402 - found beside this folder

OPERATOR, STOP = sys.argv[1:3]
API_PORTS, S3_PORTS = (text.split(",") for text in sys.argv[3:5])
THREADS_OF_EACH = 2
READERS = 4
SIZE = 16 * 1024
# Between two writes of a thread: nodes start meanwhile, and all is read afterwards.
PAUSE = 0.2
MAX_SECONDS = 120
MAILBOX = "alice@contoso.example"

documents, messages = {}, {}
repeated = [0]
faults = []
slowest = [0.0]
lock = threading.Lock()


class Refused(Exception):
    """A node did not take the request, and another may."""


def of_status(status, what):
    """Nothing that the load asks for may be a mistake of the program's, or be forbidden."""
    if status in (429, 502, 503):
        raise Refused(f"{status}: {what}")
    raise AssertionError(f"{status}: {what}")


def s3_clients(key):
    config = Config(retries={"total_max_attempts": 1}, connect_timeout=20, read_timeout=60, s3={"addressing_style": "path"})
    return [
        boto3.client(
            "s3",
            endpoint_url=f"https://s3.freehold.localhost:{port}",
            verify=os.environ["CA"],
            config=config,
            aws_access_key_id=key["id"],
            aws_secret_access_key=key["secret"],
        )
        for port in S3_PORTS
    ]


def s3_call(call):
    try:
        return call()
    except botocore.exceptions.ClientError as failure:
        status = failure.response["ResponseMetadata"]["HTTPStatusCode"]
        return of_status(status, failure.response["Error"])
    except (botocore.exceptions.HTTPClientError, botocore.exceptions.ConnectionError) as gone:
        raise Refused(str(gone)) from gone


class Mail:
    """The way of one application to the REST API of each node. A token is good for less than an upgrade may take."""

    def __init__(self, connection, authority):
        self.connection = connection
        self.authority = authority
        self.callers = {}

    def send(self, node, method, path, body=None):
        server = f"https://freehold.localhost:{API_PORTS[node]}"
        try:
            caller = self.callers.get(node)
            if caller is None or caller[1] < time.time():
                made = Caller(server, self.authority, self.connection["tenant"], self.connection)
                caller = self.callers[node] = (made, time.time() + 60)
            headers = dict(caller[0].headers)
            headers["Content-Type"] = "message/rfc822"
            request = urllib.request.Request(server + path, data=body, method=method, headers=headers)
            with urllib.request.urlopen(request, context=self.authority, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as failure:
            return of_status(failure.code, failure.read())
        except (OSError, http.client.HTTPException) as gone:
            raise Refused(str(gone)) from gone


def written(count, write):
    """Has one node after the other asked until one has written; tells how long that took."""
    begun = time.time()
    node = count
    while True:
        try:
            done = write(node % len(API_PORTS))
        except Refused as refused:
            with lock:
                repeated[0] += 1
            if time.time() - begun > MAX_SECONDS:
                raise AssertionError(f"no node took it for {MAX_SECONDS} s: {refused}") from refused
            time.sleep(0.1)
            node += 1
        else:
            with lock:
                slowest[0] = max(slowest[0], time.time() - begun)
            return done


def until_stopped(number, kind, write):
    count = 0
    while not os.path.exists(STOP):
        try:
            write(f"{number}-{count}", number + count)
        except Exception as failure:  # noqa: BLE001 - each is a fault, and shown
            with lock:
                faults.append(f"{kind} {number}-{count}: {type(failure).__name__} {failure}"[:400])
        time.sleep(PAUSE)
        count += 1


def writes_documents(key):
    nodes = s3_clients(key)

    def write(name, count):
        body = os.urandom(SIZE)
        written(count, lambda node: s3_call(lambda: nodes[node].put_object(Bucket="team", Key=name, Body=body)))
        with lock:
            documents[name] = hashlib.sha256(body).hexdigest()

    return write


def writes_messages(mail):
    def write(name, count):
        body = f"Subject: {name}\r\n\r\n{os.urandom(SIZE).hex()}\r\n".encode()
        path = f"/api/v1/mailboxes/{MAILBOX}/messages"
        receipt = json.loads(written(count, lambda node: mail().send(node, "POST", path, body)))
        with lock:
            messages[receipt["uid"]] = hashlib.sha256(body).hexdigest()

    return write


def lost(kind, expected, read):
    def fault(item):
        count, (name, digest) = item
        node = count % len(API_PORTS)
        try:
            content = read(node, name)
        except Exception as failure:  # noqa: BLE001 - counted and shown
            return f"{kind} {name} over node {node + 1}: {failure}"[:400]
        return None if hashlib.sha256(content).hexdigest() == digest else f"{kind} {name} over node {node + 1} differs"

    with concurrent.futures.ThreadPoolExecutor(READERS) as readers:
        found = [each for each in readers.map(fault, enumerate(sorted(expected.items()))) if each]
    for each in found[:10]:
        print(each)
    return len(found)


def main():
    with open(OPERATOR, encoding="utf-8") as file:
        connection = json.load(file)
    authority = ssl.create_default_context(cafile=os.environ["CA"])
    administrator = tenant(Caller(connection["server"], authority, connection["tenant"], connection), "contoso")
    maker = administrator.application("makes sites", "SHAREPOINT_ADMIN")
    maker.call("POST", "/api/v1/sites", {"name": "team"})
    key = maker.access_key()
    made = administrator.call("POST", "/api/v1/applications", {"displayName": "mail", "roles": ["EXCHANGE_ADMIN"]})
    made["tenant"] = administrator.tenant
    administrator.call("POST", "/api/v1/mailboxes", {"address": MAILBOX})
    permission = urllib.request.Request(
        f"{administrator.server}/api/v1/mailboxes/{MAILBOX}/permissions/{made['objectId']}",
        data=json.dumps({"accessRights": ["FullAccess"]}).encode(),
        method="PUT",
        headers=administrator.headers,
    )
    urllib.request.urlopen(permission, context=authority, timeout=60).close()
    own = threading.local()

    def mail():
        if not hasattr(own, "mail"):
            own.mail = Mail(made, authority)
        return own.mail

    threads = []
    for number in range(THREADS_OF_EACH):
        for kind, write in (("document", writes_documents(key)), ("message", writes_messages(mail))):
            threads.append(threading.Thread(target=until_stopped, args=(number, kind, write)))
    print("writes", flush=True)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    nodes = s3_clients(key)
    gone = lost("document", documents, lambda node, name: nodes[node].get_object(Bucket="team", Key=name)["Body"].read())
    path = f"/api/v1/mailboxes/{MAILBOX}/messages"
    gone += lost("message", messages, lambda node, uid: mail().send(node, "GET", f"{path}/{uid}/content"))
    for fault in faults[:10]:
        print(fault)
    print(
        f"{len(documents)} documents and {len(messages)} messages acknowledged, {gone} lost or different,"
        f" {repeated[0]} requests repeated at another node, {len(faults)} faults, slowest {slowest[0]:.1f} s"
    )
    return 0 if documents and messages and gone == 0 and not faults else 1


sys.exit(main())

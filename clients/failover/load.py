"""Writes documents and acts from several threads while the database fails over, then looks for each that was acknowledged.

load.py SECONDS OPERATOR_JSON KILLED PROMOTED: prints figures, and ends with 1 if something is lost, or if more than ten
seconds pass from the promotion to the first answer. The last two are files with the times of both. S3_URL and CA say where.
"""

import hashlib
import json
import os
import ssl
import sys
import threading
import time
import urllib.request

import boto3
from botocore.config import Config

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "s3"))
from tenants import Caller, tenant  # noqa: E402 - found beside this folder

SECONDS = float(sys.argv[1])
OPERATOR, KILLED, PROMOTED = sys.argv[2:5]
THREADS_OF_EACH = 4
SIZE = 16 * 1024
MAX_SECONDS_TO_ANSWER = 10

documents = {}
acts = []
answers = {"documents": [], "acts": []}
refused = [0]
lock = threading.Lock()


def write_until(end, kind, write):
    count = 0
    while time.time() < end:
        begun = time.time()
        try:
            write(count)
        except Exception:  # noqa: BLE001 - what is refused while there is no database is only counted
            with lock:
                refused[0] += 1
            time.sleep(0.05)
        else:
            with lock:
                answers[kind].append((begun, time.time()))
        count += 1


def documents_of(key, number):
    config = Config(retries={"total_max_attempts": 1}, read_timeout=30, s3={"addressing_style": "path"})
    s3 = boto3.client(
        "s3",
        endpoint_url=os.environ["S3_URL"],
        verify=os.environ["CA"],
        config=config,
        aws_access_key_id=key["id"],
        aws_secret_access_key=key["secret"],
    )

    def write(count):
        name, body = f"{number}/{count}", os.urandom(SIZE)
        s3.put_object(Bucket="team", Key=name, Body=body)
        with lock:
            documents[name] = hashlib.sha256(body).hexdigest()

    return s3, write


def acts_of(administrator, number):
    def write(count):
        made = administrator.call(
            "POST", "/api/v1/applications", {"displayName": f"{number}-{count}", "roles": []}
        )
        with lock:
            acts.append(made["objectId"])

    return write


def get(caller, path):
    request = urllib.request.Request(caller.server + path, headers=caller.headers)
    with urllib.request.urlopen(request, context=caller.authority, timeout=60) as answer:
        return answer.read().decode(), answer.headers


def listed(administrator):
    found, after = set(), ""
    while True:
        page = json.loads(get(administrator, "/api/v1/applications" + after)[0])["applications"]
        if not page:
            return found
        found.update(each["objectId"] for each in page)
        after = "?after=" + page[-1]["objectId"]


def recorded(administrator):
    found, after, more = "", "0", "true"
    while more == "true":
        lines, headers = get(administrator, "/api/v1/audit-records/export?after=" + after)
        found += lines
        after, more = headers["Freehold-Last-Sequence"], headers["Freehold-More"]
    return found


def moment(file):
    with open(file, encoding="utf-8") as text:
        return float(text.read())


def first_answer(kind, since):
    return min((done for begun, done in answers[kind] if done > since), default=float("inf")) - since


def main():
    with open(OPERATOR, encoding="utf-8") as file:
        connection = json.load(file)
    authority = ssl.create_default_context(cafile=os.environ["CA"])
    operator = Caller(connection["server"], authority, connection["tenant"], connection)
    administrator = tenant(operator, "contoso")
    maker = administrator.application("makes sites", "SHAREPOINT_ADMIN")
    maker.call("POST", "/api/v1/sites", {"name": "team"})
    key = maker.access_key()
    end = time.time() + SECONDS
    threads = []
    for number in range(THREADS_OF_EACH):
        s3, write = documents_of(key, number)
        threads.append(threading.Thread(target=write_until, args=(end, "documents", write)))
        write = acts_of(administrator, number)
        threads.append(threading.Thread(target=write_until, args=(end, "acts", write)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    killed, promoted = moment(KILLED), moment(PROMOTED)
    lost = 0
    for name, expected in documents.items():
        content = s3.get_object(Bucket="team", Key=name)["Body"].read()
        lost += hashlib.sha256(content).hexdigest() != expected
    there, log = listed(administrator), recorded(administrator)
    missing = sum(each not in there for each in acts)
    unrecorded = sum(each not in log for each in acts)
    slowest = max(first_answer("documents", promoted), first_answer("acts", promoted))
    print(
        f"{len(documents)} documents and {len(acts)} acts acknowledged, {refused[0]} refused;"
        f" lost: {lost} documents, {missing} acts, {unrecorded} entries of the ledger"
    )
    print(
        f"a new primary {promoted - killed:.1f} s after the kill; after it the first document in"
        f" {first_answer('documents', promoted):.1f} s and the first act in {first_answer('acts', promoted):.1f} s"
    )
    return 0 if lost + missing + unrecorded == 0 and slowest <= MAX_SECONDS_TO_ANSWER else 1


sys.exit(main())

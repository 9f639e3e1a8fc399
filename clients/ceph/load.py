"""Writes documents from several threads for some seconds, then reads back each that was acknowledged.

load.py SECONDS: prints figures, and ends with 1 if a document is lost or differs. S3_URL, CA and the AWS variables say where.
"""
import hashlib
import os
import sys
import threading
import time

import boto3
from botocore.config import Config

SECONDS = float(sys.argv[1])
THREADS = 8
SIZE = 64 * 1024


def client():
    # No retries: what the server answers while a gateway is gone is what this is about.
    config = Config(retries={"total_max_attempts": 1}, read_timeout=30, s3={"addressing_style": "path"})
    return boto3.client("s3", endpoint_url=os.environ["S3_URL"], verify=os.environ["CA"], config=config)


acknowledged = {}
failures = []
slowest = [0.0]
lock = threading.Lock()


def write(number, until):
    s3 = client()
    count = 0
    while time.monotonic() < until:
        name = f"{number}/{count}"
        body = os.urandom(SIZE)
        begun = time.monotonic()
        try:
            s3.put_object(Bucket="team", Key=name, Body=body)
        except Exception as failure:  # noqa: BLE001 - counted and shown
            with lock:
                failures.append((round(begun, 1), type(failure).__name__))
        else:
            with lock:
                acknowledged[name] = hashlib.sha256(body).hexdigest()
                slowest[0] = max(slowest[0], time.monotonic() - begun)
        count += 1


def main():
    s3 = client()
    s3.create_bucket(Bucket="team")
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=write, args=(n, until)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong = 0
    for name, expected in acknowledged.items():
        content = s3.get_object(Bucket="team", Key=name)["Body"].read()
        wrong += hashlib.sha256(content).hexdigest() != expected
    print(
        f"{len(acknowledged)} documents of {SIZE // 1024} KiB acknowledged in {SECONDS:.0f} s, {wrong} lost or wrong,"
        f" {len(failures)} refused, slowest {slowest[0]:.1f} s"
    )
    return 0 if acknowledged and wrong == 0 else 1


sys.exit(main())

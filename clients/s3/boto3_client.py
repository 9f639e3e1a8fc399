"""boto3: conditions, ranges, names, lengths, listings, parts, copies, removal of many."""

import hashlib
import os
import random
import sys
import traceback

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

random.seed(7)
SITE = "finance"
PART = 5 << 20


def client():
    return boto3.client(
        "s3", endpoint_url=os.environ["S3"], verify=os.environ["CA"],
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}))


s3 = client()


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error.response["Error"]
        return
    raise AssertionError(f"expected {code}")


def get(key, **arguments):
    return s3.get_object(Bucket=SITE, Key=key, **arguments)["Body"].read()


def names_and_lengths():
    keys = ["a b+c&d=e%20", "//", "a//b", "..", "./x", "line\nbreak", "🗂/ünï", "x" * 1024, "é" * 512, "trailing/"]
    for key in keys:
        s3.put_object(Bucket=SITE, Key=key, Body=key.encode())
    for key in keys:
        assert get(key) == key.encode(), key
    refused("KeyTooLongError", s3.put_object, Bucket=SITE, Key="x" * 1025, Body=b"")
    for length in (0, 1, 65535, 65536, 65537, 262143, 262144, 262145, 1 << 20):
        content = random.randbytes(length)
        etag = s3.put_object(Bucket=SITE, Key="length", Body=content)["ETag"]
        assert etag == '"%s"' % hashlib.md5(content).hexdigest()
        assert get("length") == content, length


def conditions():
    s3.put_object(Bucket=SITE, Key="once", Body=b"1", IfNoneMatch="*")
    refused("PreconditionFailed", s3.put_object, Bucket=SITE, Key="once", Body=b"2", IfNoneMatch="*")
    etag = s3.head_object(Bucket=SITE, Key="once")["ETag"]
    refused("304", s3.head_object, Bucket=SITE, Key="once", IfNoneMatch=etag)
    refused("PreconditionFailed", s3.get_object, Bucket=SITE, Key="once", IfMatch='"0"')
    assert get("once") == b"1"


def ranges_and_properties():
    content = random.randbytes(300_000)
    s3.put_object(Bucket=SITE, Key="r", Body=content, ContentType="text/x-test", CacheControl="no-store",
                  Metadata={"project": "blue", "empty": ""})
    for header, part in (("bytes=0-0", content[:1]), ("bytes=65530-65545", content[65530:65546]),
                         ("bytes=-7", content[-7:]), ("bytes=299999-", content[-1:])):
        assert get("r", Range=header) == part, header
    refused("InvalidRange", s3.get_object, Bucket=SITE, Key="r", Range="bytes=300000-")
    head = s3.head_object(Bucket=SITE, Key="r")
    assert head["ContentType"] == "text/x-test" and head["CacheControl"] == "no-store"
    assert head["Metadata"]["project"] == "blue" and head["ServerSideEncryption"] == "AES256"
    s3.copy_object(Bucket=SITE, Key="copy", CopySource={"Bucket": SITE, "Key": "r"})
    assert get("copy") == content and s3.head_object(Bucket=SITE, Key="copy")["Metadata"]["project"] == "blue"
    refused("NoSuchBucket", s3.copy_object, Bucket=SITE, Key="copy", CopySource={"Bucket": "secret", "Key": "r"})


def parts():
    upload = s3.create_multipart_upload(Bucket=SITE, Key="parts", Metadata={"made": "of parts"})["UploadId"]
    pieces = {1: random.randbytes(PART), 2: random.randbytes(PART + 3), 3: b"end"}
    etags = {}
    s3.upload_part(Bucket=SITE, Key="parts", UploadId=upload, PartNumber=2, Body=b"replaced")
    for number in (3, 2, 1):
        etags[number] = s3.upload_part(
            Bucket=SITE, Key="parts", UploadId=upload, PartNumber=number, Body=pieces[number])["ETag"]
    refused("NoSuchKey", s3.get_object, Bucket=SITE, Key="parts")
    assert [p["PartNumber"] for p in s3.list_parts(Bucket=SITE, Key="parts", UploadId=upload)["Parts"]] == [1, 2, 3]

    def complete(*numbers):
        return s3.complete_multipart_upload(Bucket=SITE, Key="parts", UploadId=upload, MultipartUpload={
            "Parts": [{"PartNumber": n, "ETag": etags[n]} for n in numbers]})

    refused("InvalidPart", lambda: s3.complete_multipart_upload(
        Bucket=SITE, Key="parts", UploadId=upload,
        MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": etags[2]}]}))
    etag = complete(1, 2, 3)["ETag"]
    whole = b"".join(pieces.values())
    expected = hashlib.md5(b"".join(hashlib.md5(p).digest() for p in pieces.values())).hexdigest()
    assert etag == f'"{expected}-3"' and get("parts") == whole
    assert get("parts", Range=f"bytes={PART - 2}-{PART + 1}") == whole[PART - 2:PART + 2]
    other = s3.create_multipart_upload(Bucket=SITE, Key="parts")["UploadId"]
    s3.abort_multipart_upload(Bucket=SITE, Key="parts", UploadId=other)
    refused("NoSuchUpload", s3.list_parts, Bucket=SITE, Key="parts", UploadId=other)


def listings():
    names = sorted([f"list/{i % 7}/{i:03}" for i in range(120)] + ["list/top"])
    for name in names:
        s3.put_object(Bucket=SITE, Key=name, Body=b"")
    for version in ("list_objects", "list_objects_v2"):
        found, common = [], []
        for page in s3.get_paginator(version).paginate(Bucket=SITE, Prefix="list/", PaginationConfig={"PageSize": 13}):
            found += [entry["Key"] for entry in page.get("Contents", [])]
        assert found == names, version
        for page in s3.get_paginator(version).paginate(
                Bucket=SITE, Prefix="list/", Delimiter="/", PaginationConfig={"PageSize": 3}):
            common += [entry["Prefix"] for entry in page.get("CommonPrefixes", [])]
        assert common == [f"list/{i}/" for i in range(7)], common
    gone = s3.delete_objects(Bucket=SITE, Delete={"Objects": [{"Key": name} for name in names + ["never there"]]})
    assert len(gone["Deleted"]) == len(names) + 1 and not gone.get("Errors")
    assert "Contents" not in s3.list_objects_v2(Bucket=SITE, Prefix="list/")


failures = 0
for test in (names_and_lengths, conditions, ranges_and_properties, parts, listings):
    try:
        test()
        print("ok", test.__name__)
    except Exception:  # the next test is worth running
        failures += 1
        print("not ok", test.__name__)
        traceback.print_exc()
sys.exit(1 if failures else 0)

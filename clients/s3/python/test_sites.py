"""Listings, uploads in parts, roles, other tenants and signatures with the unmodified boto3."""

import concurrent.futures
import hashlib
import os
import time
import urllib.error
import urllib.request
import ssl

from fixture import PART_BYTES, SiteTest, client


class Listings(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.names = sorted([f"list/{i % 7}/{i:03}" for i in range(120)] + ["list/top", "list/ü", "other"])
        for name in cls.names:
            cls.s3.put_object(Bucket=cls.bucket, Key=name, Body=b"")

    def pages(self, version, size, **more):
        pages = self.s3.get_paginator(version).paginate(
            Bucket=self.bucket, PaginationConfig={"PageSize": size}, **more
        )
        names, prefixes = [], []
        for page in pages:
            found = [entry["Key"] for entry in page.get("Contents", [])]
            folders = [entry["Prefix"] for entry in page.get("CommonPrefixes", [])]
            self.assertLessEqual(len(found) + len(folders), size)
            names += found
            prefixes += folders
        return names, prefixes

    def test_pages_have_everything_once(self):
        for version in ("list_objects", "list_objects_v2"):
            for size in (1, 13, 1000):
                with self.subTest(version=version, size=size):
                    self.assertEqual(self.pages(version, size), (self.names, []))

    def test_a_delimiter_makes_folders(self):
        folders = [f"list/{i}/" for i in range(7)]
        for version in ("list_objects", "list_objects_v2"):
            for size in (1, 3, 1000):
                with self.subTest(version=version, size=size):
                    found = self.pages(version, size, Prefix="list/", Delimiter="/")
                    self.assertEqual(found, (["list/top", "list/ü"], folders))

    def test_a_start_in_the_middle(self):
        page = self.s3.list_objects_v2(Bucket=self.bucket, StartAfter="list/6/118")
        self.assertEqual([entry["Key"] for entry in page["Contents"]], ["list/top", "list/ü", "other"])

    def test_a_start_after_names_that_are_not_there(self):
        for start, expected in (("", self.names), ("list/6/1185", ["list/top", "list/ü", "other"]), ("zzz", [])):
            with self.subTest(start=start):
                page = self.s3.list_objects_v2(Bucket=self.bucket, StartAfter=start)
                self.assertEqual([entry["Key"] for entry in page.get("Contents", [])], expected)
        page = self.s3.list_objects(Bucket=self.bucket, Marker="list/6/118")
        self.assertEqual([entry["Key"] for entry in page["Contents"]], ["list/top", "list/ü", "other"])

    def test_a_page_goes_on_where_the_one_before_ended(self):
        first = self.s3.list_objects_v2(Bucket=self.bucket, Prefix="list/3/", MaxKeys=5)
        self.assertTrue(first["IsTruncated"])
        self.assertEqual(first["KeyCount"], 5)
        token = first["NextContinuationToken"]
        second = self.s3.list_objects_v2(Bucket=self.bucket, Prefix="list/3/", MaxKeys=100, ContinuationToken=token)
        found = [entry["Key"] for entry in first["Contents"] + second["Contents"]]
        self.assertEqual(found, [name for name in self.names if name.startswith("list/3/")])
        self.assertFalse(second["IsTruncated"])
        none = self.s3.list_objects_v2(Bucket=self.bucket, MaxKeys=0)
        self.assertEqual((none["KeyCount"], none["IsTruncated"]), (0, False))
        self.refused("InvalidArgument", self.s3.list_objects_v2, Bucket=self.bucket, ContinuationToken="?")

    def test_other_delimiters(self):
        for delimiter, expected in (("i", ["li"]), ("t/", ["list/"]), ("ü", ["list/ü"])):
            with self.subTest(delimiter=delimiter):
                page = self.s3.list_objects_v2(Bucket=self.bucket, Prefix="l", Delimiter=delimiter)
                self.assertEqual([entry["Prefix"] for entry in page["CommonPrefixes"]], expected)

    def test_a_prefix_without_anything(self):
        self.assertEqual(self.s3.list_objects_v2(Bucket=self.bucket, Prefix="none")["KeyCount"], 0)

    def test_many_are_deleted_at_once(self):
        names = [f"many/{i} & <co>" for i in range(999)]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda name: self.put(name, b"1"), names))
        wanted = [{"Key": name} for name in [*names, "many/never there"]]
        answer = self.s3.delete_objects(Bucket=self.bucket, Delete={"Objects": wanted})
        self.assertEqual({entry["Key"] for entry in answer["Deleted"]}, {entry["Key"] for entry in wanted})
        self.assertNotIn("Errors", answer)
        self.assertNotIn("Contents", self.s3.list_objects_v2(Bucket=self.bucket, Prefix="many/"))

    def test_more_than_a_thousand_are_not_deleted_at_once(self):
        wanted = [{"Key": f"many/{i}"} for i in range(1001)]
        self.refused("InvalidArgument", self.s3.delete_objects, Bucket=self.bucket, Delete={"Objects": wanted})

    def test_what_is_deleted_quietly_is_not_listed(self):
        self.put("quiet", b"1")
        wanted = {"Objects": [{"Key": "quiet"}], "Quiet": True}
        self.assertNotIn("Deleted", self.s3.delete_objects(Bucket=self.bucket, Delete=wanted))
        self.refused("NoSuchKey", self.get, "quiet")


class Parts(SiteTest):
    def setUp(self):
        self.upload = self.s3.create_multipart_upload(
            Bucket=self.bucket, Key=self.id(), ContentType="text/x-test", Metadata={"made": "of parts"}
        )["UploadId"]
        self.etags = {}
        self.upload_of = {"Bucket": self.bucket, "Key": self.id(), "UploadId": self.upload}

    def part(self, number, content):
        self.etags[number] = self.s3.upload_part(**self.upload_of, PartNumber=number, Body=content)["ETag"]

    def complete(self, *numbers, **more):
        parts = [{"PartNumber": number, "ETag": self.etags[number]} for number in numbers]
        return self.s3.complete_multipart_upload(**self.upload_of, MultipartUpload={"Parts": parts}, **more)

    def test_in_any_order_and_replaced(self):
        pieces = {1: os.urandom(PART_BYTES), 2: os.urandom(PART_BYTES + 3), 10_000: b"end"}
        self.part(2, b"replaced")
        for number in (10_000, 2, 1):
            self.part(number, pieces[number])
        self.refused("NoSuchKey", self.get, self.id())
        listed = self.s3.list_parts(**self.upload_of)["Parts"]
        self.assertEqual([part["PartNumber"] for part in listed], [1, 2, 10_000])
        uploads = self.s3.list_multipart_uploads(Bucket=self.bucket)["Uploads"]
        self.assertIn(self.upload, [upload["UploadId"] for upload in uploads])
        etag = self.complete(1, 2, 10_000)["ETag"]
        whole = b"".join(pieces.values())
        sums = b"".join(hashlib.md5(piece).digest() for piece in pieces.values())
        self.assertEqual(etag, f'"{hashlib.md5(sums).hexdigest()}-3"')
        self.assertEqual(self.get(self.id()), whole)
        head = self.head(self.id())
        self.assertEqual((head["ContentType"], head["Metadata"]), ("text/x-test", {"made": "of parts"}))
        border = f"bytes={PART_BYTES - 2}-{PART_BYTES + 1}"
        self.assertEqual(self.get(self.id(), Range=border), whole[PART_BYTES - 2 : PART_BYTES + 2])
        self.assertEqual(self.complete(1, 2, 10_000)["ETag"], etag)

    def test_parts_that_are_left_out_are_not_in_it(self):
        self.part(1, b"left out")
        self.part(2, b"taken")
        self.complete(2)
        self.assertEqual(self.get(self.id()), b"taken")

    def test_what_does_not_fit_is_refused(self):
        self.part(1, b"small")
        self.part(2, b"last")
        self.refused("EntityTooSmall", self.complete, 1, 2)
        self.etags[1] = self.etags[2]
        self.refused("InvalidPart", self.complete, 1)
        self.s3.abort_multipart_upload(**self.upload_of)
        self.refused("NoSuchUpload", self.s3.list_parts, **self.upload_of)
        self.refused("NoSuchUpload", self.part, 3, b"late")

    def test_only_if_it_is_not_there(self):
        self.put(self.id(), b"earlier")
        self.part(1, b"later")
        self.refused("PreconditionFailed", self.complete, 1, IfNoneMatch="*")
        self.assertEqual(self.get(self.id()), b"earlier")
        self.s3.abort_multipart_upload(**self.upload_of)


class Access(SiteTest):
    def test_who_may_read_may_not_write(self):
        reader = client("READER")
        self.s3.put_object(Bucket="shared", Key="read", Body=b"1")
        self.addCleanup(self.s3.delete_object, Bucket="shared", Key="read")
        self.assertEqual(reader.get_object(Bucket="shared", Key="read")["Body"].read(), b"1")
        self.assertEqual(reader.list_objects_v2(Bucket="shared")["KeyCount"], 1)
        shared = {"Bucket": "shared", "Key": "read"}
        self.refused("AccessDenied", reader.put_object, **shared, Body=b"2")
        self.refused("AccessDenied", reader.delete_object, **shared)
        self.refused("AccessDenied", reader.create_multipart_upload, **shared)
        self.refused("AccessDenied", reader.copy_object, **shared, CopySource=shared, MetadataDirective="REPLACE")
        self.refused("AccessDenied", reader.delete_bucket, Bucket="shared")
        many = {"Objects": [{"Key": "read"}]}
        self.refused("AccessDenied", reader.delete_objects, Bucket="shared", Delete=many)
        self.assertEqual(self.s3.get_object(**shared)["Body"].read(), b"1")

    def test_who_may_not_make_sites_is_told(self):
        self.refused("AccessDenied", client("READER").create_bucket, Bucket="readers-own")

    def test_everybody_sees_what_they_have_a_role_on(self):
        def seen(who):
            return [bucket["Name"] for bucket in client(who).list_buckets()["Buckets"]]

        self.assertEqual(seen("READER"), ["shared"])
        self.assertEqual(seen("STRANGER"), ["foreign"])
        self.assertIn(self.bucket, seen("MAKER"))

    def test_other_tenants_buckets_are_as_if_there_were_none(self):
        def answer(bucket):
            try:
                self.s3.get_object(Bucket=bucket, Key="any")
            except self.s3.exceptions.ClientError as error:
                return str(error), error.response["Error"]["Message"].replace(bucket, "")
            return None

        self.assertEqual(answer("foreign"), answer("nowhere"))
        for bucket in ("foreign", "nowhere"):
            with self.subTest(bucket=bucket):
                self.refused("NoSuchBucket", self.s3.list_objects_v2, Bucket=bucket)
                self.refused("NoSuchBucket", self.s3.get_object, Bucket=bucket, Key="any")
                self.refused("NoSuchBucket", self.s3.put_object, Bucket=bucket, Key="any", Body=b"")
                self.refused("404", self.s3.head_bucket, Bucket=bucket)
                self.refused("NoSuchBucket", self.s3.delete_bucket, Bucket=bucket)

    def test_two_tenants_may_have_the_same_name(self):
        stranger = client("STRANGER")
        stranger.create_bucket(Bucket=self.bucket)
        self.addCleanup(stranger.delete_bucket, Bucket=self.bucket)
        self.put("same", b"1")
        self.assertEqual(stranger.list_objects_v2(Bucket=self.bucket)["KeyCount"], 0)

    def test_names_that_are_taken(self):
        self.refused("BucketAlreadyOwnedByYou", self.s3.create_bucket, Bucket=self.bucket)
        self.refused("AccessDenied", client("READER").create_bucket, Bucket=self.bucket)

    def test_a_place_that_there_is_not(self):
        nowhere = {"LocationConstraint": "nowhere"}
        self.refused(
            "InvalidLocationConstraint", self.s3.create_bucket, Bucket="elsewhere", CreateBucketConfiguration=nowhere
        )

    def test_a_wrong_secret(self):
        self.refused("SignatureDoesNotMatch", client(secret="x" * 40).list_buckets)
        self.refused("SignatureDoesNotMatch", client(secret=os.environ["READER_SECRET"]).list_buckets)

    def test_presigned_urls(self):
        authority = ssl.create_default_context(cafile=os.environ["CA"])

        def send(url, method, body=None):
            request = urllib.request.Request(url, data=body, method=method)
            request.add_header("Content-Type", "")
            with urllib.request.urlopen(request, context=authority, timeout=30) as answer:
                return answer.read()

        for version in ("s3v4", "s3"):
            with self.subTest(version=version):
                signer = client(signature_version=version)
                where = {"Bucket": self.bucket, "Key": f"ä b/{version}"}
                send(signer.generate_presigned_url("put_object", where, 60), "PUT", b"by url")
                url = signer.generate_presigned_url("get_object", where, 60)
                self.assertEqual(send(url, "GET"), b"by url")
                with self.assertRaises(urllib.error.HTTPError) as refusal:
                    send(url.replace("boto3-", "boto4-"), "GET")
                refusal.exception.close()
                self.assertEqual(refusal.exception.code, 403)
                expired = signer.generate_presigned_url("get_object", where, 1)
                time.sleep(2.1)
                with self.assertRaises(urllib.error.HTTPError) as refusal:
                    send(expired, "GET")
                refusal.exception.close()
                self.assertEqual(refusal.exception.code, 403)

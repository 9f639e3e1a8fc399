"""Content, names, ranges, conditions, properties and copies with the unmodified boto3."""

import base64
import datetime
import hashlib
import os
import zlib

from fixture import PART_BYTES, SiteTest, client


# Segments are of 64 KiB up to 4 MiB of content, and of 256 KiB beyond.
EDGES = (64 << 10, 256 << 10, 4 << 20)
SIZES = (0, 1, *(edge + more for edge in EDGES for more in (-1, 0, 1)))


class Content(SiteTest):
    def test_every_length_around_a_segment_comes_back(self):
        for size in SIZES:
            with self.subTest(size=size):
                content = os.urandom(size)
                stored = self.put("sized", content)
                self.assertEqual(stored["ETag"], f'"{hashlib.md5(content).hexdigest()}"')
                self.assertEqual(self.get("sized"), content)
                self.assertEqual(self.head("sized")["ContentLength"], size)

    def test_awkward_names(self):
        names = [
            "a b+c&d=e%20%2F", "//", "a//b", "/first", "..", "./x", "a/../b", "line\nbreak", "tab\t",
            "\u202eright to left", "🗂/ünï/日本", "e\u0301 is not \u00e9", "x" * 1024, "é" * 512, "last/", "'\"<>&",
            "%", "?", "#", "\\", "*", "~", "healthz", "\ufffd", "\U0010ffff", " ",
        ]
        for name in names:
            with self.subTest(name=name):
                self.put(name, name.encode())
                self.assertEqual(self.get(name), name.encode())
        listed = [entry["Key"] for entry in self.s3.list_objects_v2(Bucket=self.bucket)["Contents"]]
        self.assertEqual(sorted(listed), listed)
        self.assertLessEqual(set(names), set(listed))
        self.refused("KeyTooLongError", self.put, "x" * 1025, b"")
        # As an address this leads out of everything; it is refused before anybody takes it for one.
        self.refused("InvalidRequest", self.put, "../..", b"")

    def test_ranges(self):
        content = os.urandom(300_000)
        self.put("ranges", content)
        for header, expected in (
            ("bytes=0-0", content[:1]),
            ("bytes=65530-65545", content[65530:65546]),
            ("bytes=262140-262150", content[262140:262151]),
            ("bytes=-7", content[-7:]),
            ("bytes=299999-", content[-1:]),
            ("bytes=299990-400000", content[-10:]),
            ("bytes=-400000", content),
        ):
            with self.subTest(header=header):
                self.assertEqual(self.get("ranges", Range=header), expected)
        self.refused("InvalidRange", self.get, "ranges", Range="bytes=300000-")

    def test_ranges_over_the_edges_of_segments(self):
        for size in ((4 << 20) - 1, (4 << 20) + 1):
            content = os.urandom(size)
            self.put("edges", content)
            for edge in EDGES:
                for first, last in ((edge - 2, edge + 1), (edge - 1, edge - 1), (edge, edge), (1, edge), (0, size - 1)):
                    if first < size:
                        with self.subTest(size=size, first=first, last=last):
                            got = self.s3.get_object(Bucket=self.bucket, Key="edges", Range=f"bytes={first}-{last}")
                            expected = content[first : last + 1]
                            self.assertEqual(got["ContentRange"], f"bytes {first}-{first + len(expected) - 1}/{size}")
                            self.assertEqual(got["Body"].read(), expected)

    def test_nothing_has_no_range(self):
        self.put("nothing", b"")
        self.assertEqual(self.get("nothing"), b"")
        self.refused("InvalidRange", self.get, "nothing", Range="bytes=0-0")

    def test_names_that_begin_alike(self):
        names = ["p", "p/", "p/a", "p/a/", "p/a/b", "p/a/b c", "p/a b", "p/ab", "pa"]
        for name in names:
            self.put(f"alike/{name}", name.encode())
        for name in names:
            self.assertEqual(self.get(f"alike/{name}"), name.encode())
        self.s3.delete_object(Bucket=self.bucket, Key="alike/p/a")
        self.refused("NoSuchKey", self.get, "alike/p/a")
        left = self.s3.list_objects_v2(Bucket=self.bucket, Prefix="alike/p/a")["Contents"]
        expected = sorted(f"alike/{name}" for name in names if name.startswith("p/a") and name != "p/a")
        self.assertEqual([entry["Key"] for entry in left], expected)

    def test_properties(self):
        sent = {
            "ContentType": "text/x-test", "CacheControl": "no-store", "ContentDisposition": "attachment",
            "ContentLanguage": "de", "ContentEncoding": "identity",
            "Metadata": {"project": "blue", "empty": "", "long": "x" * 1500},
        }
        self.put("properties", b"1", **sent)
        head = self.head("properties")
        self.assertEqual({name: head[name] for name in sent}, sent)
        self.assertEqual(head["ServerSideEncryption"], "AES256")

    def test_encryption_is_told(self):
        self.assertEqual(self.put("told", b"1", ServerSideEncryption="AES256")["ServerSideEncryption"], "AES256")
        answer = self.s3.get_object(Bucket=self.bucket, Key="told")
        self.assertEqual(answer["ServerSideEncryption"], "AES256")
        rules = self.s3.get_bucket_encryption(Bucket=self.bucket)["ServerSideEncryptionConfiguration"]["Rules"]
        self.assertEqual(rules[0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"], "AES256")
        copy = {"Bucket": self.bucket, "Key": "told"}
        copied = self.s3.copy_object(Bucket=self.bucket, Key="told again", CopySource=copy)
        self.assertEqual(copied["ServerSideEncryption"], "AES256")
        upload = self.s3.create_multipart_upload(Bucket=self.bucket, Key="told in parts")
        self.assertEqual(upload["ServerSideEncryption"], "AES256")
        self.s3.abort_multipart_upload(Bucket=self.bucket, Key="told in parts", UploadId=upload["UploadId"])

    def test_keys_of_the_clients_are_refused(self):
        self.refused("NotImplemented", self.put, "kms", b"1", ServerSideEncryption="aws:kms")
        key = os.urandom(32)
        self.refused("NotImplemented", self.put, "own", b"1", SSECustomerAlgorithm="AES256", SSECustomerKey=key)

    def test_there_are_no_tags(self):
        self.put("untagged", b"1")
        tags = self.s3.get_object_tagging(Bucket=self.bucket, Key="untagged")
        self.assertEqual(tags["TagSet"], [])
        self.refused("NoSuchKey", self.s3.get_object_tagging, Bucket=self.bucket, Key="none")
        self.refused("NotImplemented", self.put, "tagged", b"1", Tagging="a=b")

    def test_checksums_are_verified_and_kept(self):
        content = b"123456789"
        right = base64.b64encode(zlib.crc32(content).to_bytes(4)).decode()
        self.put("sum", content, ChecksumCRC32=right)
        self.assertEqual(self.head("sum", ChecksumMode="ENABLED")["ChecksumCRC32"], right)
        self.refused("BadDigest", self.put, "sum", content, ChecksumCRC32="AAAAAA==")
        self.refused("BadDigest", self.put, "sum", content, ContentMD5=base64.b64encode(b"0" * 16).decode())
        self.assertEqual(self.get("sum"), content)
        for algorithm in ("CRC32", "SHA1", "SHA256"):
            with self.subTest(algorithm=algorithm):
                self.put("trailing", content, ChecksumAlgorithm=algorithm)
                self.assertEqual(self.get("trailing"), content)

    def test_what_is_deleted_is_gone(self):
        self.put("doomed", b"1")
        self.s3.delete_object(Bucket=self.bucket, Key="doomed")
        self.refused("NoSuchKey", self.get, "doomed")
        self.s3.delete_object(Bucket=self.bucket, Key="doomed")


class Conditions(SiteTest):
    def test_writes(self):
        etag = self.put("once", b"1", IfNoneMatch="*")["ETag"]
        self.refused("PreconditionFailed", self.put, "once", b"2", IfNoneMatch="*")
        self.refused("PreconditionFailed", self.put, "once", b"2", IfMatch='"0"')
        self.assertEqual(self.get("once"), b"1")
        self.put("once", b"3", IfMatch=etag)
        self.assertEqual(self.get("once"), b"3")
        self.refused("NoSuchKey", self.put, "never", b"4", IfMatch=etag)

    def test_reads(self):
        etag = self.put("read", b"1")["ETag"]
        self.assertEqual(self.get("read", IfMatch=etag), b"1")
        self.refused("304", self.head, "read", IfNoneMatch=etag)
        self.refused("PreconditionFailed", self.get, "read", IfMatch='"0"')
        modified = self.head("read")["LastModified"]
        self.refused("304", self.get, "read", IfModifiedSince=modified)
        self.assertEqual(self.get("read", IfUnmodifiedSince=modified), b"1")
        before = modified - datetime.timedelta(days=1)
        self.refused("PreconditionFailed", self.get, "read", IfUnmodifiedSince=before)
        self.assertEqual(self.get("read", IfModifiedSince=before), b"1")
        self.assertEqual(self.get("read", IfNoneMatch='"0"'), b"1")
        self.assertEqual(self.get("read", IfMatch=etag, Range="bytes=0-0"), b"1")

    def test_deletions(self):
        etag = self.put("kept", b"1")["ETag"]
        self.refused("PreconditionFailed", self.s3.delete_object, Bucket=self.bucket, Key="kept", IfMatch='"0"')
        self.assertEqual(self.get("kept"), b"1")
        self.s3.delete_object(Bucket=self.bucket, Key="kept", IfMatch=etag)
        self.refused("NoSuchKey", self.get, "kept")

    def test_copies(self):
        etag = self.put("source", b"1")["ETag"]
        source = {"Bucket": self.bucket, "Key": "source"}
        copy = self.s3.copy_object
        copy(Bucket=self.bucket, Key="copy", CopySource=source, CopySourceIfMatch=etag)
        self.refused(
            "PreconditionFailed", copy, Bucket=self.bucket, Key="copy", CopySource=source, CopySourceIfNoneMatch=etag
        )


class Copies(SiteTest):
    def setUp(self):
        self.content = os.urandom(300_000)
        self.put("source/ä b", self.content, ContentType="text/x-test", Metadata={"project": "blue"})
        self.source = {"Bucket": self.bucket, "Key": "source/ä b"}

    def test_across_sites(self):
        self.s3.copy_object(Bucket="shared", Key="copied", CopySource=self.source)
        self.addCleanup(self.s3.delete_object, Bucket="shared", Key="copied")
        copy = client("READER").get_object(Bucket="shared", Key="copied")
        self.assertEqual(copy["Body"].read(), self.content)
        self.assertEqual((copy["ContentType"], copy["Metadata"]), ("text/x-test", {"project": "blue"}))

    def test_with_other_properties(self):
        self.s3.copy_object(
            Bucket=self.bucket, Key="copy", CopySource=self.source, MetadataDirective="REPLACE", Metadata={"a": "b"}
        )
        self.assertEqual(self.head("copy")["Metadata"], {"a": "b"})
        self.assertEqual(self.get("copy"), self.content)

    def test_in_parts(self):
        large = os.urandom(PART_BYTES + 70_000)
        self.put("large", large)
        upload = self.s3.create_multipart_upload(Bucket=self.bucket, Key="joined")["UploadId"]
        parts = []
        for number, span in ((1, (0, PART_BYTES - 1)), (2, (PART_BYTES, len(large) - 1))):
            copied = self.s3.upload_part_copy(
                Bucket=self.bucket, Key="joined", UploadId=upload, PartNumber=number,
                CopySource={"Bucket": self.bucket, "Key": "large"}, CopySourceRange="bytes=%d-%d" % span,
            )
            parts.append({"PartNumber": number, "ETag": copied["CopyPartResult"]["ETag"]})
        self.s3.complete_multipart_upload(
            Bucket=self.bucket, Key="joined", UploadId=upload, MultipartUpload={"Parts": parts}
        )
        self.assertEqual(self.get("joined"), large)

    def test_not_from_what_one_may_not_read(self):
        foreign = {"Bucket": "foreign", "Key": "any"}
        self.refused("NoSuchBucket", self.s3.copy_object, Bucket=self.bucket, Key="x", CopySource=foreign)
        stranger = client("STRANGER")
        self.refused("NoSuchBucket", stranger.copy_object, Bucket="foreign", Key="x", CopySource=self.source)

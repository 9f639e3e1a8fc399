"""What the tests of boto3 share: clients of each identity, and a bucket of their own for each class."""

import os
import unittest

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

PART_BYTES = 5 << 20


def client(who="MAKER", secret=None, **settings):
    """A client of MAKER, READER or STRANGER with boto3's own defaults, but for the form of addresses."""
    return boto3.client(
        "s3",
        aws_access_key_id=os.environ[who + "_ID"],
        aws_secret_access_key=secret or os.environ[who + "_SECRET"],
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}, **settings),
    )


class SiteTest(unittest.TestCase):
    """Each class has a bucket, which goes with what is in it."""

    @classmethod
    def setUpClass(cls):
        cls.s3 = client()
        cls.bucket = "boto3-" + cls.__name__.lower()
        cls.s3.create_bucket(Bucket=cls.bucket)

    @classmethod
    def tearDownClass(cls):
        for page in cls.s3.get_paginator("list_objects_v2").paginate(Bucket=cls.bucket):
            names = [{"Key": entry["Key"]} for entry in page.get("Contents", [])]
            if names:
                cls.s3.delete_objects(Bucket=cls.bucket, Delete={"Objects": names})
        cls.s3.delete_bucket(Bucket=cls.bucket)

    def put(self, key, content, **more):
        return self.s3.put_object(Bucket=self.bucket, Key=key, Body=content, **more)

    def get(self, key, **more):
        return self.s3.get_object(Bucket=self.bucket, Key=key, **more)["Body"].read()

    def head(self, key, **more):
        return self.s3.head_object(Bucket=self.bucket, Key=key, **more)

    def refused(self, code, call, *arguments, **named):
        with self.assertRaises(ClientError) as refusal:
            call(*arguments, **named)
        self.assertEqual(refusal.exception.response["Error"]["Code"], code)

/** What S3Proxy's handler has done: buckets, objects and multipart uploads of one caller. */
package dev.freehold.files.s3.operation;

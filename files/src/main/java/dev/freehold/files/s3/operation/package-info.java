/**
 * The operations that S3Proxy's handler calls: buckets, objects and multipart uploads of one
 * caller.
 */
package dev.freehold.files.s3.operation;

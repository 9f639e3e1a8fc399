/**
 * Blobs in an S3-compatible store, through the AWS SDK.
 *
 * <p>Only what every such store has is used: no conditions on writes, no checksums beyond the
 * signature's, path-style addresses. The store's word for a blob that is there is a PUT or the end
 * of a multipart upload, both of which S3 makes visible at once or not at all.
 */
package dev.freehold.content.blob.s3;

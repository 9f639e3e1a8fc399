package dev.freehold.files.s3.operation;

import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Failures;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/**
 * Access control lists: who may do what is decided by roles on the site, so everything is private
 * and nothing else can be asked for.
 */
public final class AccessLists {

  /** The one canned list there is. */
  static final String PRIVATE = "private";

  private AccessLists() {}

  /** Refuses any access list of a bucket but the private one. */
  static void require(BucketCannedACL acl) {
    if (acl != null) {
      require(acl.toString());
    }
  }

  /** Refuses any access list of an object but the private one. */
  static void require(ObjectCannedACL acl) {
    if (acl != null) {
      require(acl.toString());
    }
  }

  /** Refuses any access list but the private one, as a header names it; null means no header. */
  public static void require(String acl) {
    if (acl != null && !acl.equalsIgnoreCase(PRIVATE)) {
      throw S3Failures.of(
          ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED,
          "buckets and objects are private; give people a role on the site instead of an ACL");
    }
  }
}

package dev.freehold.files.s3;

import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a request asks for, as far as its method, its path and the names of its parameters say. For
 * metrics: whatever a client sends, it is one of these.
 */
enum S3Operation {
  LIST_BUCKETS,
  CREATE_BUCKET,
  HEAD_BUCKET,
  DELETE_BUCKET,
  LIST_OBJECTS,
  DELETE_OBJECTS,
  GET_OBJECT,
  HEAD_OBJECT,
  PUT_OBJECT,
  COPY_OBJECT,
  DELETE_OBJECT,
  CREATE_UPLOAD,
  UPLOAD_PART,
  COPY_PART,
  COMPLETE_UPLOAD,
  ABORT_UPLOAD,
  LIST_PARTS,
  LIST_UPLOADS,
  /** Everything else, what is refused as unknown included. */
  OTHER;

  /** Parameters that ask for something else than the method and the path do. */
  private static final Set<String> SUBRESOURCES =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "lifecycle",
          "location",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "tagging",
          "torrent",
          "versioning",
          "versions",
          "website");

  /** What is addressed. */
  private enum Target {
    SERVICE,
    BUCKET,
    OBJECT
  }

  /** The value of the label. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its body is content of a document. */
  boolean isContent() {
    return this == PUT_OBJECT || this == UPLOAD_PART;
  }

  /**
   * What a request asks for.
   *
   * @param path as it came, with a slash in front
   * @param query as it came, or null
   * @param bucketInHost whether the host names the bucket, so that the path names the document
   * @param isCopy whether it has a copy source
   */
  static S3Operation of(
      String method, String path, String query, boolean bucketInHost, boolean isCopy) {
    Set<String> parameters = parameters(query);
    if (!Collections.disjoint(parameters, SUBRESOURCES)) {
      return OTHER;
    }
    return switch (target(path, bucketInHost)) {
      case SERVICE -> method.equals("GET") ? LIST_BUCKETS : OTHER;
      case BUCKET -> ofBucket(method, parameters);
      case OBJECT -> ofObject(method, parameters, isCopy);
    };
  }

  /** Whether {@code host} is a bucket's below ours. */
  static boolean isBucketInHost(Optional<String> dnsName, String host) {
    return dnsName.isPresent()
        && host != null
        && host.toLowerCase(Locale.ROOT).endsWith("." + dnsName.get());
  }

  private static Target target(String path, boolean bucketInHost) {
    if (path.length() <= 1) {
      return bucketInHost ? Target.BUCKET : Target.SERVICE;
    }
    int slash = path.indexOf('/', 1);
    boolean isOneSegment = slash < 0 || slash == path.length() - 1;
    return isOneSegment && !bucketInHost ? Target.BUCKET : Target.OBJECT;
  }

  private static S3Operation ofBucket(String method, Set<String> parameters) {
    return switch (method) {
      case "GET" -> parameters.contains("uploads") ? LIST_UPLOADS : LIST_OBJECTS;
      case "HEAD" -> HEAD_BUCKET;
      case "PUT" -> CREATE_BUCKET;
      case "DELETE" -> DELETE_BUCKET;
      case "POST" -> parameters.contains("delete") ? DELETE_OBJECTS : OTHER;
      default -> OTHER;
    };
  }

  private static S3Operation ofObject(String method, Set<String> parameters, boolean isCopy) {
    boolean isOfUpload = parameters.contains("uploadId");
    return switch (method) {
      case "GET" -> isOfUpload ? LIST_PARTS : GET_OBJECT;
      case "HEAD" -> HEAD_OBJECT;
      case "PUT" -> {
        if (isOfUpload) {
          yield isCopy ? COPY_PART : UPLOAD_PART;
        }
        yield isCopy ? COPY_OBJECT : PUT_OBJECT;
      }
      case "DELETE" -> isOfUpload ? ABORT_UPLOAD : DELETE_OBJECT;
      case "POST" -> {
        if (isOfUpload) {
          yield COMPLETE_UPLOAD;
        }
        yield parameters.contains("uploads") ? CREATE_UPLOAD : OTHER;
      }
      default -> OTHER;
    };
  }

  private static Set<String> parameters(String query) {
    Set<String> names = new HashSet<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        names.add(equals < 0 ? pair : pair.substring(0, equals));
      }
    }
    return names;
  }
}

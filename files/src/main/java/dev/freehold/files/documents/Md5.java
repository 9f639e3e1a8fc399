package dev.freehold.files.documents;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** MD5, from which S3's ETags are made. It protects nothing here: content is sealed by FLOE. */
public final class Md5 {

  private Md5() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** The ETag of a document that was uploaded in parts with these ETags. */
  public static String ofParts(List<String> etags) {
    MessageDigest digest = digest();
    etags.forEach(etag -> digest.update(HexFormat.of().parseHex(etag)));
    return HexFormat.of().formatHex(digest.digest()) + "-" + etags.size();
  }
}

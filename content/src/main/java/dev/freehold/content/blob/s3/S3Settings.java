package dev.freehold.content.blob.s3;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The S3 store, bucket and prefix of the blobs.
 *
 * @param endpoint the store's address, {@code https:} or {@code http:}; the bucket is added to its
 *     path
 * @param region what requests are signed for; stores other than Amazon's mostly ignore it
 * @param bucket the bucket, which must be there
 * @param prefix how the keys of all blobs begin, such as {@code freehold/}; empty for the whole
 *     bucket
 */
public record S3Settings(
    URI endpoint, String region, String bucket, String prefix, S3Credentials credentials) {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_.-]{1,64}/){0,8}");

  /** Checks the bounds; adds the slash at the end of a prefix. */
  public S3Settings {
    prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("https") || scheme.equals("http")) || endpoint.getHost() == null) {
      throw new IllegalArgumentException("the endpoint is a URL such as https://s3.example.org");
    }
    if (endpoint.getUserInfo() != null || endpoint.getQuery() != null) {
      throw new IllegalArgumentException("the endpoint has neither credentials nor a query");
    }
    require(REGION, region, "the region is 1 to 64 of a-z, 0-9 and -");
    require(BUCKET, bucket, "the bucket is 3 to 63 of a-z, 0-9, . and -");
    require(PREFIX, prefix, "the prefix is at most 8 names of A-Z, a-z, 0-9, _, . and - with /");
  }

  private static void require(Pattern form, String value, String expected) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException(expected + ", got '" + value + "'");
    }
  }
}

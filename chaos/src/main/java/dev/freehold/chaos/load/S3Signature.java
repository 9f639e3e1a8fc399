package dev.freehold.chaos.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests with version 4 of Amazon's signatures.
 *
 * @param id of the access key
 * @param secret of the access key
 */
record S3Signature(String id, String secret) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * The headers that a request needs.
   *
   * @param path and {@code query} as they are sent, in the form in which they are signed
   * @param more headers, by their names in small letters
   */
  Map<String, String> headers(
      String method,
      String host,
      String path,
      String query,
      Map<String, String> more,
      byte[] body,
      Instant now) {
    String time = TIME.format(now);
    String scope = time.substring(0, 8) + "/us-east-1/s3/aws4_request";
    String sum = TaggedContent.sum("SHA-256", body);
    Map<String, String> signed = new TreeMap<>(more);
    signed.put("host", host);
    signed.put("x-amz-date", time);
    signed.put("x-amz-content-sha256", sum);
    StringBuilder canonical = new StringBuilder(method + "\n" + path + "\n" + query + "\n");
    signed.forEach((name, value) -> canonical.append(name + ":" + value + "\n"));
    String names = String.join(";", signed.keySet());
    canonical.append("\n" + names + "\n" + sum);
    String toSign =
        "AWS4-HMAC-SHA256\n%s\n%s\n%s"
            .formatted(
                time,
                scope,
                TaggedContent.sum(
                    "SHA-256", canonical.toString().getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String step : scope.split("/", -1)) {
      key = hmac(key, step);
    }
    signed.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(id, scope, names, HexFormat.of().formatHex(hmac(key, toSign))));
    signed.remove("host");
    return signed;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has HmacSHA256", missing);
    }
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "S3Signature[" + id + "]";
  }
}

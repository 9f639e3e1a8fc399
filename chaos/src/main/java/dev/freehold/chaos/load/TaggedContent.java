package dev.freehold.chaos.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Contents that name themselves: the object, a tag that no other content has, and a checksum of
 * what follows. They have the form of a mail message, and serve as documents too.
 */
final class TaggedContent {

  private static final int BYTES_A_LINE = 36;

  private TaggedContent() {}

  /** The content of a tag; the same for the same arguments. */
  static byte[] of(String object, String tag, int bytes) {
    StringBuilder body = new StringBuilder();
    Random random = new Random(tag.hashCode());
    byte[] line = new byte[BYTES_A_LINE];
    for (int i = 0; i < bytes; i += 2 * BYTES_A_LINE) {
      random.nextBytes(line);
      body.append(HexFormat.of().formatHex(line)).append("\r\n");
    }
    String head =
        "From: chaos@load.example\r\nSubject: %s\r\nX-Object: %s\r\nX-Tag: %s\r\nX-Sum: %s\r\n\r\n"
            .formatted(tag, object, tag, sum("SHA-256", bytes(body.toString())));
    return bytes(head + body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The tag of a content, or what is wrong with it. Header fields may have been added. */
  static String tag(String object, byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return "damaged: no header in %d bytes".formatted(content.length);
    }
    Map<String, String> fields = new TreeMap<>();
    for (String line : text.substring(0, end).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    String tag = fields.getOrDefault("X-Tag", "none");
    if (!object.equals(fields.get("X-Object"))) {
      return "damaged: %s of %s".formatted(tag, fields.get("X-Object"));
    }
    byte[] body = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    return sum("SHA-256", body).equals(fields.get("X-Sum"))
        ? tag
        : "damaged: %s with another body of %d bytes".formatted(tag, body.length);
  }

  /** A checksum in hexadecimal digits. */
  static String sum(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has " + algorithm, missing);
    }
  }
}

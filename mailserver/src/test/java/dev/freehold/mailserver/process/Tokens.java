package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages that are made from a token and can be told by it. */
final class Tokens {

  /** Longer than what IMAP holds before it stores it. */
  private static final int MOST_BYTES_OF_LONG = 400_000;

  private static final int MOST_BYTES_OF_SHORT = 3_000;
  private static final Pattern FIELD = Pattern.compile("X-Token: (\\S+)");

  private Tokens() {}

  /** The message of a token, of 60 to 400,000 bytes. */
  static String message(String token) {
    Random random = new Random(token.hashCode());
    int most = random.nextInt(6) == 0 ? MOST_BYTES_OF_LONG : MOST_BYTES_OF_SHORT;
    String line = Long.toHexString(random.nextLong()) + " " + token + "\r\n";
    return "Subject: x\r\nX-Token: %s\r\n\r\n".formatted(token)
        + line.repeat(1 + random.nextInt(most) / line.length());
  }

  /** The token of a message, which must be whole; a delivery may have put fields before it. */
  static String of(byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    Matcher field = FIELD.matcher(text);
    assertThat(field.find()).as("a message of this test").isTrue();
    assertThat(text).endsWith(message(field.group(1)));
    return field.group(1);
  }
}

package dev.freehold.server.health;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/** The token that monitoring sends to read metrics. It never prints. Immutable. */
public final class ScrapeToken {

  /** Fewer could be guessed. */
  public static final int MIN_CHARACTERS = 32;

  private static final Pattern ALLOWED =
      Pattern.compile("[A-Za-z0-9._~+/-]{" + MIN_CHARACTERS + ",512}=*");

  private final byte[] value;

  private ScrapeToken(byte[] value) {
    this.value = value;
  }

  /**
   * The token that {@code text} is.
   *
   * @throws ServerException CONFIGURATION_INVALID if it is too short or cannot be a bearer token
   */
  public static ScrapeToken of(String text) {
    if (!ALLOWED.matcher(text).matches()) {
      throw new ServerException(
          ServerError.CONFIGURATION_INVALID,
          "the token for metrics has %d to 512 characters of A-Z a-z 0-9 . _ ~ + / -; make one with:"
                  .formatted(MIN_CHARACTERS)
              + " openssl rand -base64 33");
    }
    return new ScrapeToken(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether somebody showed this one; how long it takes tells nothing of it. */
  boolean is(String shown) {
    return MessageDigest.isEqual(value, shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}

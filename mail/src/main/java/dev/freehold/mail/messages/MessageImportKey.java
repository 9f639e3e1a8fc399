package dev.freehold.mail.messages;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Identifies one message of one import source, so that a repeated import skips what it stored
 * before. It is a hash over the message's place in its source and over its content. The store keeps
 * only a keyed hash of it.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record MessageImportKey(String hex) {

  private static final int HEX_CHARS = 64;

  /**
   * Checks the form.
   *
   * @throws MailException {@code message-properties-invalid}
   */
  public MessageImportKey {
    if (hex.length() != HEX_CHARS
        || !hex.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
      throw new MailException(
          MailError.PROPERTIES_INVALID,
          "an import key has %d lower-case hexadecimal digits".formatted(HEX_CHARS));
    }
  }

  /**
   * The key of the message at {@code location} within its source, with this content.
   *
   * @param location a name that stays the same when the source is read again or moved
   * @param contentSha256 SHA-256 of the message's bytes
   */
  public static MessageImportKey of(String location, byte[] contentSha256) {
    return of(contentSha256, location);
  }

  /**
   * The key of the message at {@code location}, where nothing else can ever be: the source gives
   * each message a name that it never gives again.
   */
  public static MessageImportKey ofLastingName(String location) {
    return of(new byte[0], location);
  }

  private static MessageImportKey of(byte[] first, String location) {
    MessageDigest digest = Sha256.digest();
    digest.update(first);
    digest.update(location.getBytes(StandardCharsets.UTF_8));
    return new MessageImportKey(Sha256.hex(digest));
  }
}

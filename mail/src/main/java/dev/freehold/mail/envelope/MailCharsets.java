package dev.freehold.mail.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The charsets that messages name. */
public final class MailCharsets {

  /**
   * All names and aliases. The platform's own search for a name that it does not have takes long,
   * and a header may hold thousands.
   */
  private static final Map<String, Charset> BY_NAME = byName();

  private MailCharsets() {}

  private static Map<String, Charset> byName() {
    Map<String, Charset> names = new HashMap<>();
    for (Charset charset : Charset.availableCharsets().values()) {
      names.put(charset.name().toLowerCase(Locale.ROOT), charset);
      charset
          .aliases()
          .forEach(alias -> names.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
    }
    return Map.copyOf(names);
  }

  /** The charset of a name, under any of its aliases; empty if this platform has none of it. */
  public static Optional<Charset> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Decodes with the charset of this name. Where there is none, and where {@code us-ascii} is
   * wrong, the bytes are UTF-8 if they can be, or else Latin-1.
   */
  static String decode(byte[] bytes, String name) {
    return find(name)
        .filter(charset -> !charset.equals(StandardCharsets.US_ASCII))
        .map(charset -> new String(bytes, charset))
        .orElseGet(() -> guess(bytes));
  }

  private static String guess(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}

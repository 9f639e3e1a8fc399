package dev.freehold.mail.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of header fields as text (RFC 5322 section 2.2.3, RFC 2047, RFC 6532). */
public final class HeaderText {

  private HeaderText() {}

  /** The unfolded value of a field, with its encoded words as they are. */
  public static String unfolded(byte[] bytes, int from, int to) {
    byte[] kept = new byte[to - from];
    int length = 0;
    for (int at = from; at < to; at++) {
      if (bytes[at] != '\r' && bytes[at] != '\n') {
        kept[length++] = bytes[at];
      }
    }
    return ofBytes(kept, length).replace('\0', ' ').strip();
  }

  /** The unfolded value of a field, with its encoded words decoded. */
  public static String decoded(byte[] bytes, int from, int to) {
    return EncodedWords.decode(unfolded(bytes, from, to));
  }

  /** UTF-8 if it is that, or else Latin-1, which every byte string is. */
  private static String ofBytes(byte[] bytes, int length) {
    Charset strict = StandardCharsets.UTF_8;
    try {
      return strict.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
  }
}

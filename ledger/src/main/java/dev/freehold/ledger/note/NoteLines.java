package dev.freehold.ledger.note;

import dev.freehold.ledger.tree.MerkleHash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What the text formats of logs have in common: lines of values with exactly one spelling each.
 * Everything else is refused with a {@link MalformedNoteException}.
 */
public final class NoteLines {

  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

  /** NEXT LINE, which is a space in Unicode but not for Java. */
  private static final char NEXT_LINE = '\u0085';

  private NoteLines() {}

  /** States that something is not of its form; {@code message} says which form it has. */
  public static MalformedNoteException malformed(String message) {
    return new MalformedNoteException(message);
  }

  /** Reads UTF-8 of at most {@code maxBytes}, without control characters but line feeds. */
  public static String decode(byte[] bytes, int maxBytes, String what) {
    if (bytes.length > maxBytes) {
      throw new MalformedNoteException("%s has at most %d bytes".formatted(what, maxBytes));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
        throw new MalformedNoteException(what + " has no control characters but line feeds");
      }
      return text;
    } catch (CharacterCodingException notText) {
      throw new MalformedNoteException(what + " is UTF-8");
    }
  }

  /** Reads a number of 0 to 2^63 - 1. */
  public static long decimal(String text, String what) {
    try {
      if (DECIMAL.matcher(text).matches()) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException tooLarge) {
      throw new MalformedNoteException(what + " is below 2^63");
    }
    throw new MalformedNoteException(what + " is a decimal number without leading zeros");
  }

  static byte[] base64(String text, String what) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      // Java also reads what lacks its padding or has stray bits at the end.
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedNoteException(what + " is base64");
    }
    throw new MalformedNoteException(what + " is base64 with padding, in its only spelling");
  }

  /** Reads a hash in base64. */
  public static MerkleHash hash(String text, String what) {
    byte[] bytes = base64(text, what);
    if (bytes.length != MerkleHash.BYTES) {
      throw new MalformedNoteException(
          "%s has %d bytes, got %d".formatted(what, MerkleHash.BYTES, bytes.length));
    }
    return MerkleHash.fromBytes(bytes);
  }

  /** Writes a hash. */
  public static String base64(MerkleHash hash) {
    return base64(hash.bytes());
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Whether {@code name} can be a key's. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars()
            .noneMatch(
                c ->
                    c == '+'
                        || c < ' '
                        || c == NEXT_LINE
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c));
  }

  static String requireName(String name) {
    if (!isName(name) || name.length() > NoteLimits.MAX_NAME_CHARS) {
      throw new MalformedNoteException(
          "a key's name has 1 to %d characters, none of them a space, a plus or a control character"
              .formatted(NoteLimits.MAX_NAME_CHARS));
    }
    return name;
  }
}

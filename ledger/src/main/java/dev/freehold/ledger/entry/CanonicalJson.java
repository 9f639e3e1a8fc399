package dev.freehold.ledger.entry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * JSON with exactly one spelling for each value, so that it can be hashed: RFC 8785 for objects of
 * strings, whole numbers and such objects. Members are sorted by UTF-16 code units, only what must
 * be is escaped, and there is no white space.
 */
public final class CanonicalJson {

  private static final HexFormat HEX = HexFormat.of();

  private CanonicalJson() {}

  /**
   * Writes {@code object}, whose values are {@link String}, {@link Long} below 2^53, or such maps.
   */
  public static String write(Map<String, ?> object) {
    StringBuilder out = new StringBuilder();
    write(out, object);
    return out.toString();
  }

  /** Writes {@code object} behind what {@code out} has. */
  static void write(StringBuilder out, Map<String, ?> object) {
    writeObject(out, object);
  }

  /** Writes a string behind what {@code out} has. */
  static void write(StringBuilder out, String text) {
    writeString(out, text);
  }

  /** The canonical JSON in UTF-8. */
  static byte[] bytes(Map<String, ?> object) {
    return write(object).getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a string by itself. */
  public static String write(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    writeString(out, text);
    return out.toString();
  }

  /** Sorted as an array: a sorted map of each object costs several times as much. */
  private static void writeObject(StringBuilder out, Map<?, ?> object) {
    Object[] names = object.keySet().toArray();
    Arrays.sort(names);
    out.append('{');
    String separator = "";
    for (Object name : names) {
      out.append(separator);
      writeString(out, (String) name);
      out.append(':');
      writeValue(out, object.get(name));
      separator = ",";
    }
    out.append('}');
  }

  private static void writeValue(StringBuilder out, Object value) {
    switch (value) {
      case String text -> writeString(out, text);
      case Long number -> out.append(number.longValue());
      case Map<?, ?> object -> writeObject(out, object);
      default -> throw new IllegalArgumentException("not a value of the ledger's JSON");
    }
  }

  /** What needs no escape is copied as a whole, which is nearly always everything. */
  private static void writeString(StringBuilder out, String text) {
    out.append('"');
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(text, copied, i);
        writeEscaped(out, c);
        copied = i + 1;
      }
    }
    out.append(text, copied, text.length()).append('"');
  }

  private static void writeEscaped(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u").append(HEX.toHexDigits(c));
    }
  }
}

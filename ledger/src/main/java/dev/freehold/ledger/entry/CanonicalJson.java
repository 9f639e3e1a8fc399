package dev.freehold.ledger.entry;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
    writeObject(out, object);
    return out.toString();
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

  private static void writeObject(StringBuilder out, Map<String, ?> object) {
    SortedMap<String, Object> sorted = new TreeMap<>(object);
    out.append('{');
    String separator = "";
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      out.append(separator);
      writeString(out, member.getKey());
      out.append(':');
      writeValue(out, member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private static void writeValue(StringBuilder out, Object value) {
    switch (value) {
      case String text -> writeString(out, text);
      case Long number -> out.append(number.longValue());
      case Map<?, ?> object -> {
        SortedMap<String, Object> inner = new TreeMap<>();
        object.forEach((name, innerValue) -> inner.put((String) name, innerValue));
        writeObject(out, inner);
      }
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

package dev.freehold.custody.purge;

import dev.freehold.custody.owners.OwnerKind;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;

/**
 * One mailbox or site in the list of what a purge destroys. Its text is canonical: members in the
 * order of their names, no spaces. In the name, quotes, backslashes, control characters and
 * surrogates are escaped, and nothing else.
 *
 * @param name what people call it; empty in old lists, which had no names, and for an owner without
 *     one
 */
record InventoryLine(
    UUID ownerId, OwnerKind kind, Optional<String> name, @Nested ContentTotals totals) {

  private static final int FIRST_PLAIN = 0x20;
  private static final int DELETE = 0x7f;

  /** The line with the line feed at its end. */
  byte[] bytes() {
    String named = name.map(text -> "\"name\":\"%s\",".formatted(escaped(text))).orElse("");
    return "{\"bytes\":%d,\"kind\":\"%s\",%s\"objects\":%d,\"ownerId\":\"%s\"}\n"
        .formatted(
            totals.bytes(), kind.name().toLowerCase(Locale.ROOT), named, totals.objects(), ownerId)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < FIRST_PLAIN || c == DELETE || Character.isSurrogate(c)) {
        escaped.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}

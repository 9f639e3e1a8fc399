package dev.freehold.mail.migration.imap;

import dev.freehold.mail.mailboxes.SpecialUse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a LIST response says of a folder.
 *
 * @param names the attributes in lower case, each with its backslash
 */
record FolderAttributes(Set<String> names) {

  private static final String ALL = "\\all";

  /** All messages, those that are marked (RFC 6154), and those that seem important (RFC 8457). */
  private static final List<String> VIEWS = List.of(ALL, "\\flagged", "\\important");

  static FolderAttributes of(List<?> tokens) {
    Set<String> names = new TreeSet<>();
    tokens.forEach(token -> names.add(token.toString().toLowerCase(Locale.ROOT)));
    return new FolderAttributes(names);
  }

  boolean isReadable() {
    return !names.contains("\\noselect") && !names.contains("\\nonexistent");
  }

  Optional<SpecialUse> use() {
    return Arrays.stream(SpecialUse.values())
        .filter(use -> names.contains("\\" + use.name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  boolean isView() {
    return VIEWS.stream().anyMatch(names::contains);
  }

  /** Views come last, and that of all messages before those of some. */
  int turn() {
    return names.contains(ALL) ? 1 : isView() ? 2 : 0;
  }
}

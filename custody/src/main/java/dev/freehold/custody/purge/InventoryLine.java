package dev.freehold.custody.purge;

import dev.freehold.custody.hierarchy.OwnerKind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * One mailbox or site in the list of what a purge destroys. Its text is canonical: members in the
 * order of their names, no spaces, and nothing in it that JSON would have to escape.
 */
record InventoryLine(UUID ownerId, OwnerKind kind, ContentTotals totals) {

  /** The line with the line feed at its end. */
  byte[] bytes() {
    return "{\"bytes\":%d,\"kind\":\"%s\",\"objects\":%d,\"ownerId\":\"%s\"}\n"
        .formatted(totals.bytes(), kind.name().toLowerCase(Locale.ROOT), totals.objects(), ownerId)
        .getBytes(StandardCharsets.US_ASCII);
  }
}

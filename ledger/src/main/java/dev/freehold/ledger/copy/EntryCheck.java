package dev.freehold.ledger.copy;

import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.entry.PersonalOpening;
import dev.freehold.ledger.tile.TilePath;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at what entries say, one after the other. */
final class EntryCheck {

  private final String origin;
  private final Consumer<Finding> findings;
  private long lastSequence;
  private long opened;
  private long erased;

  EntryCheck(String origin, Consumer<Finding> findings) {
    this.origin = origin;
    this.findings = findings;
  }

  /** Looks at the entries of a tile and at what opens them. */
  void look(TilePath tile, List<byte[]> entries, List<PersonalOpening> openings) {
    Map<Long, PersonalOpening> byIndex = new HashMap<>();
    for (PersonalOpening opening : openings) {
      boolean isOfTile =
          opening.index() >= tile.first() && opening.index() < tile.first() + entries.size();
      if (!isOfTile || byIndex.put(opening.index(), opening) != null) {
        findings.accept(changed(opening.index(), "is of an entry elsewhere, or there twice"));
      }
    }
    long index = tile.first();
    for (byte[] entry : entries) {
      look(index, entry, Optional.ofNullable(byIndex.get(index)));
      index++;
    }
  }

  private void look(long index, byte[] bytes, Optional<PersonalOpening> opening) {
    HashedEntry entry;
    try {
      entry = HashedEntry.read(bytes);
    } catch (IOException malformed) {
      findings.accept(
          Finding.at(
              Finding.Kind.ENTRY_MALFORMED,
              index,
              "entry %d: %s".formatted(index, malformed.getMessage())));
      return;
    }
    if (entry.index().orElse(index) != index || entry.sequence() <= lastSequence) {
      findings.accept(
          Finding.at(
              Finding.Kind.ENTRY_MISPLACED,
              index,
              "entry %d says that it stands elsewhere".formatted(index)));
    }
    lastSequence = entry.sequence();
    if (!origin.endsWith("/" + entry.tenantId())) {
      findings.accept(
          Finding.at(
              Finding.Kind.ENTRY_OF_ANOTHER_TENANT,
              index,
              "entry %d is not of the log's tenant".formatted(index)));
    }
    if (opening.isPresent() && !entry.opens(opening.get())) {
      findings.accept(changed(index, "is not what the entry commits to"));
    }
    long here = opening.map(EntryCheck::count).orElse(0L);
    opened += here;
    erased += Math.max(0, entry.personalNames().size() - here);
  }

  private static long count(PersonalOpening opening) {
    long values = opening.values() == null ? 0 : opening.values().size();
    return opening.actor() == null ? values : values + 1;
  }

  private static Finding changed(long index, String what) {
    return Finding.at(
        Finding.Kind.PERSONAL_DATA_CHANGED,
        index,
        "the personal data of entry %d %s".formatted(index, what));
  }

  long opened() {
    return opened;
  }

  long erased() {
    return erased;
  }
}

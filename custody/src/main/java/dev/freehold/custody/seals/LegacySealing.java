package dev.freehold.custody.seals;

import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the rows from before there were seals as they are, once for each kind, when the program
 * starts. Afterwards a row without a seal is one that something else has put in.
 */
final class LegacySealing {

  private static final Logger LOG = LoggerFactory.getLogger(LegacySealing.class);

  private final Database database;
  private final RowSeals seals;
  private final SealMarks marks;

  LegacySealing(Database database, RowSeals seals, SealMarks marks) {
    this.database = database;
    this.seals = seals;
    this.marks = marks;
  }

  /** A start that is interrupted begins again; rows that have a seal are not looked at. */
  void run(List<SealedKind> kinds) {
    for (SealedKind kind : kinds) {
      if (!marks.isSealed(kind)) {
        long sealed = sealAll(kind);
        marks.sealed(kind);
        if (sealed > 0) {
          LOG.atInfo()
              .addKeyValue("kind", kind)
              .addKeyValue("rows", sealed)
              .log("rows from before there were seals are sealed as they were");
        }
      }
    }
  }

  private long sealAll(SealedKind kind) {
    long sealed = 0;
    Optional<SealedRow> last = Optional.empty();
    List<StoredRow> page;
    do {
      Optional<SealedRow> after = last;
      page = database.read(tx -> RowPages.next(tx, kind, after));
      List<StoredRow> bare = page.stream().filter(row -> row.seal() == null).toList();
      if (!bare.isEmpty()) {
        database.write(
            tx -> {
              bare.forEach(row -> seals.sealAgain(tx, row.meaning()));
              return null;
            });
        sealed += bare.size();
      }
      last = page.isEmpty() ? last : Optional.of(page.getLast().meaning());
    } while (page.size() == RowPages.PAGE_ROWS);
    return sealed;
  }
}

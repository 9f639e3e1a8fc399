package dev.freehold.custody.seals;

import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals rows as they are, once for each form of each kind, when the program starts: those from
 * before there were seals, and those whose seal is of a form before, if that is good. Afterwards a
 * row with such a seal, or with none, is one that something else has put in. A row without a seal
 * is sealed only where no form of its kind was ever sealed, so a new form lets nothing in that the
 * one before would have refused.
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

  /** A start that is interrupted begins again; rows that have the new seal stay as they are. */
  void run(List<SealedKind> kinds) {
    for (SealedKind kind : kinds) {
      int before = lastForm(kind);
      if (before < kind.form()) {
        long sealed = sealAll(kind, before);
        marks.sealed(kind.mark(kind.form()));
        if (sealed > 0) {
          LOG.atInfo()
              .addKeyValue("kind", kind)
              .addKeyValue("rows", sealed)
              .log("rows older than this form of seals are sealed as they were");
        }
      }
    }
  }

  /** The newest form in which all rows were sealed; 0 for none. */
  private int lastForm(SealedKind kind) {
    int form = kind.form();
    while (form > 0 && !marks.isSealed(kind.mark(form))) {
      form--;
    }
    return form;
  }

  private boolean isToBeSealed(StoredRow row, int before) {
    return row.seal() == null ? before == 0 : seals.isOfOlderForm(row, Math.max(before, 1));
  }

  private long sealAll(SealedKind kind, int before) {
    long sealed = 0;
    Optional<SealedRow> last = Optional.empty();
    List<StoredRow> page;
    do {
      Optional<SealedRow> after = last;
      page = database.read(tx -> RowPages.next(tx, kind, after));
      List<StoredRow> older = page.stream().filter(row -> isToBeSealed(row, before)).toList();
      if (!older.isEmpty()) {
        database.write(
            tx -> {
              older.forEach(row -> seals.sealAgain(tx, row.meaning()));
              return null;
            });
        sealed += older.size();
      }
      last = page.isEmpty() ? last : Optional.of(page.getLast().meaning());
    } while (page.size() == RowPages.PAGE_ROWS);
    return sealed;
  }
}

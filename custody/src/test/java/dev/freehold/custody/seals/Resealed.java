package dev.freehold.custody.seals;

import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Optional;

/** Rows that a test has changed by hand, sealed again as if the service had done it. */
public final class Resealed {

  private Resealed() {}

  public static void row(Database database, SealedKind kind, Object... key) {
    database.write(
        tx -> {
          StoredRow row = SealedTable.read(tx, kind, List.of(key)).orElseThrow();
          RowSeals.of(tx).sealAgain(tx, row.meaning());
          return null;
        });
  }

  /** Every row of a kind. */
  public static void all(Database database, SealedKind kind) {
    database.write(
        tx -> {
          RowPages.next(tx, kind, Optional.empty())
              .forEach(row -> RowSeals.of(tx).sealAgain(tx, row.meaning()));
          return null;
        });
  }
}

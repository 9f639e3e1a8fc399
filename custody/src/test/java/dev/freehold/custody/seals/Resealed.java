package dev.freehold.custody.seals;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows that a test has changed by hand, sealed again as if the service had done it. */
public final class Resealed {

  private Resealed() {}

  public static void row(Handle tx, SealedKind kind, Object... key) {
    StoredRow row = SealedTable.read(tx, kind, List.of(key)).orElseThrow();
    RowSeals.of(tx).sealAgain(tx, row.meaning());
  }

  /** The rows of a kind, of which there are few. */
  public static void all(Handle tx, SealedKind kind) {
    RowPages.next(tx, kind, Optional.empty())
        .forEach(row -> RowSeals.of(tx).sealAgain(tx, row.meaning()));
  }
}

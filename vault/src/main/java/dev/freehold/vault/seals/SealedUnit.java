package dev.freehold.vault.seals;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Rows under one seal as they are in the database, checked or not; they can only be resealed
 * together.
 */
public interface SealedUnit {

  /** A state with its seal. */
  record Row(SealedState says, Optional<StoredSeal> seal) {}

  /** The rows of the unit. */
  List<Row> rows();

  /** Seals everything as it is, as the newest state. */
  void seal(Handle tx, VaultSeals seals);

  /** The name of the unit, for people. */
  default String name() {
    return rows().getFirst().says().describe();
  }

  /** The worst that is found about a row. */
  default VaultSealFinding find(VaultSeals seals) {
    return rows().stream()
        .map(row -> seals.find(row.says(), row.seal()))
        .reduce(VaultSealFinding.SOUND, VaultSealFinding::or);
  }

  /** A thing whose seal is in the table of seals. */
  record Whole(SealedState says, Optional<StoredSeal> stored) implements SealedUnit {

    @Override
    public List<Row> rows() {
      return List.of(new Row(says, stored));
    }

    @Override
    public void seal(Handle tx, VaultSeals seals) {
      SealRows.write(tx, says.thing(), seals.seal(says, seals.above(says.thing(), stored)));
    }
  }
}

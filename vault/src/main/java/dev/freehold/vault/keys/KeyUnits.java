package dev.freehold.vault.keys;

import dev.freehold.persistence.PersistenceException;
import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.SealedUnit;
import dev.freehold.vault.seals.SealedUnits;
import dev.freehold.vault.seals.VaultSeals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementException;

/** Every key with its versions, as they are in the tables. */
public final class KeyUnits implements SealedUnits {

  /** Keeps nothing. */
  public KeyUnits() {}

  @Override
  public void forEach(Handle tx, Consumer<SealedUnit> to) {
    for (UUID vaultId : vaults(tx)) {
      for (KeyHead head : KeyHeads.raw(tx, vaultId)) {
        to.accept(unit(tx, head));
      }
    }
  }

  private static List<UUID> vaults(Handle tx) {
    return tx.createQuery("SELECT DISTINCT vault_id FROM vault_keys ORDER BY vault_id")
        .mapTo(UUID.class)
        .list();
  }

  private static SealedUnit unit(Handle tx, KeyHead head) {
    try {
      return new Whole(head, KeyRows.raw(tx, head.vaultId(), head.foldedName()));
    } catch (StatementException | PersistenceException failed) {
      throw failed;
    } catch (RuntimeException unreadable) {
      return new Unreadable(head);
    }
  }

  /** The seals of one key, which are known by one id. */
  private record Whole(KeyHead head, List<SealedVersion> versions) implements SealedUnit {

    @Override
    public List<Row> rows() {
      List<Row> rows = new ArrayList<>();
      rows.add(new Row(head.statement(), head.seal()));
      versions.forEach(version -> rows.add(new Row(version.statement(), version.seal())));
      return rows;
    }

    /** Under a new id: what was seen of the old one, its end too, says nothing of these. */
    @Override
    public void seal(Handle tx, VaultSeals seals) {
      KeyHead sealed = head.withSeals(UUID.randomUUID()).stored(tx);
      versions.forEach(
          version -> VersionSealFields.write(tx, sealed.seals(), version.key(), Optional.empty()));
    }
  }

  /** Something else wrote a version that no code can read. */
  private record Unreadable(KeyHead head) implements SealedUnit {

    @Override
    public List<Row> rows() {
      return List.of(
          new Row(
              SealedState.unreadable(SealedThing.key(head.seals()), head.describe()),
              Optional.empty()));
    }

    @Override
    public void seal(Handle tx, VaultSeals seals) {
      throw new IllegalStateException("what cannot be read is not sealed");
    }
  }
}

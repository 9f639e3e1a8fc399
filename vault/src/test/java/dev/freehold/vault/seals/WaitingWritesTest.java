package dev.freehold.vault.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.seal.SealedStatement;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.testing.TestSeals;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transaction that writes and had to wait until it could begin. */
class WaitingWritesTest {

  private static final UUID NOBODY = new UUID(0, 0);
  private static final SealedThing THING = SealedThing.subscription(new UUID(0, 1));
  private static final SealedState NONE = SealedState.none(THING, "it");

  @TempDir Path folder;

  @Test
  void fault57_anOlderStateThatWasPutBackDuringTheWaitIsNotBuiltOn() {
    try (Database bare =
        TestDatabases.open(Dialect.SQLITE, folder, Ledger.MIGRATIONS, new MigrationSet("vault"))) {
      Ledger ledger = new Ledger(bare, Clock.systemUTC());
      try (VaultSeals seals = TestSeals.seals(bare, ledger, folder)) {
        Database meanwhile = new SealedDatabase(bare, seals);
        replace(meanwhile, NONE, state("granted"));
        Runnable revokedAndPutBack =
            () -> {
              StoredSeal old = meanwhile.read(tx -> SealRows.find(tx, THING)).orElseThrow();
              replace(meanwhile, state("granted"), state("revoked"));
              bare.write(tx -> putBack(tx, old));
            };
        Database waiting = new SealedDatabase(busy(bare, revokedAndPutBack), seals);
        assertThatThrownBy(() -> replace(waiting, state("granted"), state("more")))
            .isInstanceOfSatisfying(
                VaultException.class,
                e -> assertThat(e.error()).isEqualTo(VaultError.ROW_OUT_OF_DATE));
      }
    }
  }

  private static SealedState state(String what) {
    return SealedState.of(THING, "it", NOBODY, new SealedStatement().text("state", what));
  }

  private static void replace(Database database, SealedState before, SealedState after) {
    database.write(
        tx -> {
          SealRows.replace(tx, before, after);
          return true;
        });
  }

  private static int putBack(Handle tx, StoredSeal old) {
    return tx.createUpdate("UPDATE vault_seals SET version = :version, seal = :seal")
        .bind("version", old.version())
        .bind("seal", old.seal())
        .execute();
  }

  /** The database, in which something happens before a transaction that writes can begin. */
  private static Database busy(Database database, Runnable meanwhile) {
    return (Database)
        Proxy.newProxyInstance(
            Database.class.getClassLoader(),
            new Class<?>[] {Database.class},
            (_, method, arguments) -> {
              if (method.getName().equals("write")) {
                meanwhile.run();
              }
              try {
                return method.invoke(database, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

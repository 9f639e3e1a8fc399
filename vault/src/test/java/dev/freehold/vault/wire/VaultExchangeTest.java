package dev.freehold.vault.wire;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultExchangeTest {

  @TempDir Path folder;

  /** The purge is done and recorded by then, so its answer must not say that it failed. */
  @Test
  void clearingWhatAPurgeLeftNeverFailsThePurge() {
    Database database =
        Databases.open(TestDatabases.settings(Dialect.SQLITE, folder), List.of(Ledger.MIGRATIONS));
    Ledger ledger = new Ledger(database, Clock.systemUTC());
    VaultExchange exchange = new VaultExchange(null, null, null, database, ledger);
    database.close();
    assertThatCode(exchange::clearRemains).doesNotThrowAnyException();
  }
}

package dev.freehold.server.features.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.testing.SealedDatabase;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.WatchedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A new tenant")
class TenantsApiTest {

  private static final String OPERATOR = "an operator";

  @TempDir Path folder;

  @Test
  @DisplayName("has its administrator or is not there, wherever the process dies")
  void dies() {
    try (Database database =
        new SealedDatabase(
            TestDatabases.open(Dialect.SQLITE, folder, Schemas.MAIN.toArray(MigrationSet[]::new)),
            Schemas.SEALED)) {
      for (int writes = 0; writes < 2; writes++) {
        String name = "tenant " + writes;
        Database dying = dying(database, writes);
        Throwable died = catchThrowable(() -> create(dying, name));
        Optional<Tenant> made =
            new Tenants(database, ledger(database), Clock.systemUTC()).findByName(name);
        assertThat(made.isPresent()).isEqualTo(died == null);
        made.ifPresent(
            tenant -> assertThat(roles(database, tenant.id())).containsExactly(Role.GLOBAL_ADMIN));
      }
    }
  }

  private static Database dying(Database database, int writes) {
    AtomicInteger left = new AtomicInteger(writes);
    return WatchedDatabase.of(
        database,
        () -> {
          if (left.getAndDecrement() == 0) {
            throw new IllegalStateException("the process dies here");
          }
        });
  }

  private static void create(Database database, String name) {
    new TenantsApi(new Tenants(database, ledger(database), Clock.systemUTC()), identities(database))
        .create(new TenantsApi.NewTenant(name), OPERATOR);
  }

  private static List<Role> roles(Database database, UUID tenantId) {
    return identities(database).applications(tenantId, new UUID(0, 0)).stream()
        .map(Identity::roles)
        .flatMap(Collection::stream)
        .toList();
  }

  private static Identities identities(Database database) {
    return new Identities(
        database,
        ledger(database),
        CryptoSuite.select(CryptoSuite.Choice.JDK).random(),
        Clock.systemUTC());
  }

  private static Ledger ledger(Database database) {
    return new Ledger(database, Clock.systemUTC());
  }
}

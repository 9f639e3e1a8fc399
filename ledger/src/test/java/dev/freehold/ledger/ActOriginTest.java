package dev.freehold.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActOriginTest {

  private static final UUID TENANT = UUID.randomUUID();
  private static final String ADDRESS = "192.0.2.9";

  @TempDir Path folder;

  private static LedgerEntry entry(String actor, Map<String, String> details) {
    return new LedgerEntry(TENANT, actor, "PolicyEdit", "p", Outcome.DONE, details);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("What people do has the address of their request, on whatever thread it is written")
  void origin(Dialect dialect) {
    try (Database database =
        Databases.open(TestDatabases.settings(dialect, folder), List.of(Ledger.MIGRATIONS))) {
      Ledger ledger = new Ledger(database, Clock.systemUTC());
      Map<String, String> full = new HashMap<>();
      for (int i = 0; i < LedgerLimits.MAX_DETAILS; i++) {
        full.put("detail" + i, "");
      }
      ActOrigin.<Void, RuntimeException>call(
          ADDRESS,
          () -> {
            ledger.append(entry("ines", Map.of()));
            database.write(tx -> ledger.append(tx, entry("ines", Map.of())));
            ledger.append(entry("system:sweep", Map.of()));
            ledger.append(entry("ines", Map.of(ActOrigin.ADDRESS, "another")));
            ledger.append(entry("ines", full));
            return null;
          });
      ledger.append(entry("ines", Map.of()));
      List<LedgerEntry> entries =
          ledger.entries(TENANT, 0, 10).stream().map(RecordedEntry::entry).toList();
      assertThat(entries)
          .extracting(each -> each.personal().getOrDefault(ActOrigin.ADDRESS, "none"))
          .containsExactly(ADDRESS, ADDRESS, "none", "none", "none", "none");
      assertThat(new LedgerFeed(database).after(4, 10))
          .extracting(RecordedEntry::sequence)
          .containsExactly(5L, 6L);
      assertThat(new LedgerFeed(database).last()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "SQLITE")
  @DisplayName("A watch knows whether the last entry was taken, and how many were not")
  void watch(Dialect dialect) {
    LedgerWatch watch = new LedgerWatch();
    try (Database database =
        Databases.open(TestDatabases.settings(dialect, folder), List.of(Ledger.MIGRATIONS))) {
      Ledger ledger = new Ledger(database, Clock.systemUTC(), watch);
      database.write(tx -> tx.execute("ALTER TABLE ledger_entry RENAME TO gone"));
      assertThatThrownBy(() -> ledger.append(entry("ines", Map.of())))
          .isInstanceOf(LedgerException.class);
      assertThat(watch.takesEntries()).isFalse();
      assertThat(watch.refused()).isEqualTo(1);
      database.write(tx -> tx.execute("ALTER TABLE gone RENAME TO ledger_entry"));
      ledger.append(entry("ines", Map.of()));
      assertThat(watch.takesEntries()).isTrue();
      assertThat(watch.refused()).isEqualTo(1);
    }
  }
}

package dev.freehold.server.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.content.testing.TestSeals;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.custody.people.Users;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.http.Json;
import dev.freehold.server.http.Reply;
import dev.freehold.server.stores.Schemas;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.RequestRefusedException.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A search of audit records")
class AuditSearchTest {

  private static final UUID TENANT = UUID.randomUUID();

  @Test
  @DisplayName("ends a page of long records early, and goes on with the next one")
  void shortPages(@TempDir Path folder) throws Exception {
    CryptoSuite crypto = CryptoSuite.select(CryptoSuite.Choice.JDK);
    RandomSource random = crypto.random();
    try (Database database =
            Databases.open(new DatabaseSettings.Sqlite(folder.resolve("main.db")), Schemas.MAIN);
        FileMasterKey master = FileMasterKey.openOrCreate(folder.resolve("master.key"), crypto);
        AutoCloseable _ =
            TestSeals.start(
                database, master, Schemas.SEALED, new Ledger(database, Clock.systemUTC()))) {
      Ledger ledger = new Ledger(database, Clock.systemUTC());
      Identities identities = new Identities(database, ledger, random, Clock.systemUTC());
      Users users =
          new Users(
              database,
              ledger,
              random,
              Clock.systemUTC(),
              identities.standings(),
              PasswordVeto.NONE,
              CustodyLimits.PASSWORD_ITERATIONS);
      Map<String, String> details = new TreeMap<>();
      for (int i = 0; i < 30; i++) {
        details.put("detail" + i, "x".repeat(1_000));
      }
      for (int i = 0; i < 50; i++) {
        ledger.append(
            new LedgerEntry(TENANT, "system:test", "TestAct", "thing", Outcome.DONE, details));
      }
      AuditSearch search =
          new AuditSearch(
              ledger,
              new UnifiedRecords.Directory(
                  identities, users, (tenantId, id) -> Optional.empty(), LogKind.VAULTS),
              new Turns());
      List<Long> indexes = new ArrayList<>();
      JsonNode page;
      String after = "0";
      do {
        String from = after;
        Reply reply =
            search.list(TENANT, name -> Optional.of(from).filter(_ -> name.equals("after")));
        assertThat(reply.bytes()).hasSizeLessThan(2 << 20);
        page = Json.MAPPER.readTree(reply.bytes());
        page.path("records").forEach(each -> indexes.add(each.path("index").asLong()));
        after = page.path("lastSequence").asText();
      } while (page.path("more").asBoolean());
      assertThat(indexes).isEqualTo(LongStream.range(0, 50).boxed().toList());
      assertThat(page.path("records")).hasSizeLessThan(50);
    }
  }

  @Test
  @DisplayName("is one of as many as the heap holds; whoever is one too many is told to try again")
  void bounded() {
    AuditSearch full = new AuditSearch(null, null, new Turns(0, 0));
    assertThatThrownBy(() -> full.list(UUID.randomUUID(), name -> Optional.empty()))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.BUSY));
    assertThatThrownBy(() -> full.export(UUID.randomUUID(), name -> Optional.empty()))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused -> assertThat(refused.reason().status()).isEqualTo(503));
  }
}

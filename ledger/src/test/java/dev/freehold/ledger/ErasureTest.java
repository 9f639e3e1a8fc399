package dev.freehold.ledger;

import static dev.freehold.ledger.LedgerContractTest.CONTOSO;
import static dev.freehold.ledger.LedgerContractTest.FABRIKAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.entry.EntryContent;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What names a person in the ledger")
@ParameterizedClass
@EnumSource(Dialect.class)
class ErasureTest {

  private static final String ANN = "0c5e7a36-0000-4000-8000-00000000aaaa";
  private static final String BEN = "0c5e7a36-0000-4000-8000-00000000bbbb";
  private static final String ANNS_ADDRESS = "ann.wold@quay.example";

  @Parameter Dialect dialect;
  @TempDir Path folder;
  private Database database;
  private Ledger ledger;

  @BeforeEach
  void open() {
    database = TestDatabases.open(dialect, folder, Ledger.MIGRATIONS);
    ledger = new Ledger(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void append(UUID tenantId, String actor, String objectId, Map<String, String> personal) {
    ledger.append(
        new LedgerEntry(
                tenantId, actor, "UserUpdate", objectId, Outcome.DONE, Map.of("field", "mail"))
            .withPersonal(personal));
  }

  private List<RecordedEntry> entries() {
    return ledger.entries(CONTOSO, 0, 1000);
  }

  @Test
  @DisplayName("is given back while it is there")
  void isThere() {
    append(CONTOSO, BEN, ANN, Map.of("mail", ANNS_ADDRESS));
    RecordedEntry recorded = entries().getFirst();
    assertThat(recorded.entry().actor()).isEqualTo(BEN);
    assertThat(recorded.entry().personal()).isEqualTo(Map.of("mail", ANNS_ADDRESS));
    assertThat(recorded.entry().details()).isEqualTo(Map.of("field", "mail"));
    assertThat(recorded.erased()).isEmpty();
    String hashed =
        new String(ledger.log(CONTOSO).entries(0, 1).getFirst(), StandardCharsets.UTF_8);
    assertThat(hashed).doesNotContain(ANNS_ADDRESS).doesNotContain(BEN).contains(ANN);
  }

  @Test
  @DisplayName("is committed to with another salt each time")
  void salts() {
    append(CONTOSO, BEN, "x", Map.of());
    append(CONTOSO, BEN, "x", Map.of());
    List<String> commitments =
        ledger.log(CONTOSO).entries(0, 2).stream().map(ErasureTest::commitmentToActor).toList();
    assertThat(commitments).doesNotHaveDuplicates();
  }

  private static String commitmentToActor(byte[] entry) {
    try {
      return EntryContent.read(entry).commitments().get("actor");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("is erased from what the person did and what was done to them, and nothing else is")
  void erases() {
    append(CONTOSO, ANN, "policy", Map.of("clientIp", "192.0.2.44"));
    append(CONTOSO, BEN, ANN, Map.of("mail", ANNS_ADDRESS));
    append(CONTOSO, BEN, "policy", Map.of("clientIp", "192.0.2.45"));
    append(CONTOSO, "system:sync", ANN, Map.of("mail", ANNS_ADDRESS));
    append(CONTOSO, BEN, "site", Map.of("principal", ANN));
    append(FABRIKAM, ANN, "policy", Map.of("clientIp", "192.0.2.46"));
    LedgerHead before = ledger.log(CONTOSO).head();

    assertThat(ledger.erasePersonalData(CONTOSO, ANN, BEN)).isEqualTo(4);

    List<RecordedEntry> after = entries();
    assertThat(after.get(0).entry().actor()).isEqualTo(LedgerEntry.ERASED);
    assertThat(after.get(0).entry().personal()).isEqualTo(Map.of("clientIp", LedgerEntry.ERASED));
    assertThat(after.get(0).erased()).isEqualTo(Set.of("actor", "clientIp"));
    assertThat(after.get(1).entry().actor()).isEqualTo(BEN);
    assertThat(after.get(1).erased()).isEqualTo(Set.of("mail"));
    assertThat(after.get(2).erased()).isEmpty();
    assertThat(after.get(3).entry().actor()).isEqualTo("system:sync");
    assertThat(after.get(3).erased()).isEqualTo(Set.of("mail"));
    assertThat(after.get(4).erased()).isEqualTo(Set.of("principal"));
    assertThat(after.get(5).entry().operation()).isEqualTo("PersonalDataErase");
    assertThat(after.get(5).entry().actor()).isEqualTo(BEN);
    assertThat(after.get(5).entry().objectId()).isEqualTo(ANN);
    assertThat(ledger.entries(FABRIKAM, 0, 10).getFirst().erased()).isEmpty();
    assertThat(ledger.log(CONTOSO).head().size()).isEqualTo(before.size() + 1);
    assertThat(ledger.verify()).isInstanceOf(Verification.Intact.class);
  }

  @Test
  @DisplayName("is erased where a longer text names the person, and not where it names another")
  void withinText() {
    append(CONTOSO, BEN, "vault", Map.of("grants", ANN + " now keys get; 7 none"));
    append(CONTOSO, BEN, "vault", Map.of("grants", "mary" + ANN + ".org now keys get"));
    assertThat(ledger.erasePersonalData(CONTOSO, ANN, BEN)).isEqualTo(1);
    assertThat(entries().getFirst().erased()).containsExactly("grants");
    assertThat(entries().get(1).erased()).isEmpty();
  }

  @Test
  @DisplayName("can be erased again, which finds nothing, though the person did it themselves")
  void idempotent() {
    append(CONTOSO, ANN, "policy", Map.of());
    assertThat(ledger.erasePersonalData(CONTOSO, ANN, ANN)).isEqualTo(1);
    assertThat(ledger.erasePersonalData(CONTOSO, ANN, BEN)).isEqualTo(1);
    assertThat(ledger.erasePersonalData(CONTOSO, ANN, BEN)).isZero();
    assertThat(entries())
        .extracting(RecordedEntry::erased)
        .containsExactly(Set.of("actor"), Set.of("actor"), Set.of(), Set.of());
    assertThat(ledger.verify()).isInstanceOf(Verification.Intact.class);
  }

  @Test
  @DisplayName("is erased from more entries than one step looks at")
  void steps() {
    int many = 2 * LedgerLimits.MAX_ERASED_ENTRIES + 3;
    database.write(
        tx -> {
          for (int i = 0; i < many; i++) {
            ledger.append(tx, LedgerContractTest.entry(CONTOSO, i % 2 == 0 ? "even" : "odd"));
          }
          return null;
        });
    assertThat(ledger.erasePersonalData(CONTOSO, "admin@contoso", BEN)).isEqualTo(many);
    assertThat(ledger.verify()).isInstanceOf(Verification.Intact.class);
  }

  @Test
  @DisplayName("is not erased if that cannot be recorded")
  void failsClosed() {
    append(CONTOSO, ANN, "policy", Map.of());
    database.write(tx -> tx.execute("ALTER TABLE ledger_head RENAME TO gone"));
    assertThatThrownBy(() -> ledger.erasePersonalData(CONTOSO, ANN, BEN))
        .isInstanceOf(LedgerException.class);
    assertThat(entries().getFirst().erased()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.erasePersonalData(CONTOSO, " ", BEN));
  }

  @Test
  @DisplayName("is found by a search until it is erased")
  void search() {
    append(CONTOSO, ANN, "policy", Map.of("mail", ANNS_ADDRESS));
    LedgerQuery query =
        new LedgerQuery(
            0,
            10,
            Optional.empty(),
            Optional.empty(),
            entry -> entry.actor().equals(ANN) && entry.facts().containsValue(ANNS_ADDRESS));
    assertThat(ledger.search(CONTOSO, query).entries()).hasSize(1);
    ledger.erasePersonalData(CONTOSO, ANN, BEN);
    assertThat(ledger.search(CONTOSO, query).entries()).isEmpty();
  }

  @Test
  @DisplayName("is in no table any more, nor on SQLite in any file")
  void isGone() throws IOException {
    for (int i = 0; i < 50; i++) {
      append(CONTOSO, ANN, "policy", Map.of("mail", ANNS_ADDRESS));
    }
    ledger.erasePersonalData(CONTOSO, ANN, BEN);
    long left =
        database.read(
            tx ->
                tx.createQuery("SELECT COUNT(*) FROM ledger_personal WHERE actor = :ann")
                    .bind("ann", ANN.getBytes(StandardCharsets.UTF_8))
                    .mapTo(Long.class)
                    .one());
    assertThat(left).isZero();
    database.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String raw = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(raw).doesNotContain(ANNS_ADDRESS);
      }
    }
  }
}

package dev.freehold.custody.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds when a field comes to a kind whose rows are sealed, on a table of its own. */
abstract class SealFormsContract {

  private static final SealedKind BADGE =
      SealedKind.named("badge", "badges").key("id").texts("holder", "place").build();

  private static final SealedKind NEW_BADGE =
      SealedKind.named("badge", "badges")
          .key("id")
          .texts("holder", "place")
          .nextForm()
          .texts("colour")
          .build();

  @TempDir private Path folder;
  private CustodyFixture custody;
  private UUID tenantId;
  private final UUID id = UUID.randomUUID();

  abstract Dialect dialect();

  @BeforeEach
  void setUp() {
    custody = new CustodyFixture(dialect(), folder);
    tenantId = custody.tenant.id();
    String bytes = dialect() == Dialect.SQLITE ? "BLOB" : "BYTEA";
    run(
        "CREATE TABLE badges (id %1$s, tenant_id %1$s, holder TEXT, place TEXT, seal %1$s)"
            .formatted(bytes));
  }

  @AfterEach
  void tearDown() {
    custody.close();
  }

  private void run(String sql, Object... values) {
    custody.database.write(tx -> tx.execute(sql, values));
  }

  private RowSeals seals() {
    return RowSeals.of(custody.database);
  }

  private void badge(String holder, String place) {
    run(
        "INSERT INTO badges (id, tenant_id, holder, place) VALUES (?, ?, ?, ?)",
        id,
        tenantId,
        holder,
        place);
    custody.database.write(
        tx -> {
          seals()
              .keep(tx, BADGE.row(tenantId, id).set("holder", holder).set("place", place).done());
          return null;
        });
  }

  private static void refused(Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.ROW_NOT_AUTHENTIC));
  }

  private LegacySealing legacySealing() {
    return new LegacySealing(
        custody.database,
        seals(),
        new AvailabilityMarks(custody.availabilityDatabase, custody.clock));
  }

  private Optional<SealedRow> foundNewBadge() {
    return custody.database.read(tx -> seals().find(tx, NEW_BADGE, id));
  }

  @Test
  @DisplayName("If a kind gets a new field, valid rows of the older form are resealed once")
  void aFieldCanCome() {
    badge("ada", "gate");
    legacySealing().run(List.of(BADGE));
    run("ALTER TABLE badges ADD COLUMN colour TEXT");
    run("UPDATE badges SET colour = 'red'");
    run("CREATE TABLE before AS SELECT * FROM badges");
    refused(this::foundNewBadge);
    legacySealing().run(List.of(NEW_BADGE));
    assertThat(foundNewBadge().orElseThrow().text("colour")).isEqualTo("red");

    run("UPDATE badges SET colour = 'blue'");
    refused(this::foundNewBadge);
    run("DELETE FROM badges");
    run("INSERT INTO badges SELECT * FROM before");
    legacySealing().run(List.of(NEW_BADGE));
    refused(this::foundNewBadge);
  }

  @Test
  @DisplayName("A new form accepts no row that the older form refused")
  void fault55_aNewFormSealsNoForgery() {
    badge("ada", "gate");
    legacySealing().run(List.of(BADGE));
    run("ALTER TABLE badges ADD COLUMN colour TEXT");
    for (String forgery :
        List.of("seal = NULL", "holder = 'eve'", "tenant_id = id", "place = NULL")) {
      run("CREATE TABLE before AS SELECT * FROM badges");
      run("UPDATE badges SET " + forgery);
      legacySealing().run(List.of(NEW_BADGE));
      refused(this::foundNewBadge);
      run("DELETE FROM badges");
      run("INSERT INTO badges SELECT * FROM before");
      run("DROP TABLE before");
      custody.availabilityDatabase.write(
          tx -> tx.execute("DELETE FROM sealed_kinds WHERE kind = 'badge/2'"));
    }
    legacySealing().run(List.of(NEW_BADGE));
    assertThat(foundNewBadge()).isPresent();
  }

  @Test
  @DisplayName("A seal of one form is no seal of another")
  void fault55_theFormIsSealed() {
    badge("ada", "gate");
    run("ALTER TABLE badges ADD COLUMN colour TEXT");
    StoredRow stored =
        custody.database.read(tx -> SealedTable.read(tx, NEW_BADGE, List.of(id)).orElseThrow());
    byte[] seal = stored.seal().clone();
    seal[0] = 2;
    run("UPDATE badges SET seal = ?", (Object) seal);
    refused(this::foundNewBadge);
  }

  @Test
  @DisplayName("Rows that need no seal yet are not reported; those that need one are")
  void rowsThatWaitAreNotRefused() {
    SealedKind open =
        SealedKind.named("badge", "badges")
            .key("id")
            .texts("holder", "place")
            .sealedIf("{row}.place = 'gate'")
            .build();
    RowScan scan = new RowScan(custody.database, List.of(open));
    run("INSERT INTO badges (id, tenant_id, holder, place) VALUES (?, ?, 'a', 'b')", id, tenantId);
    assertThat(scan.refused(row -> true)).isEmpty();
    run("UPDATE badges SET place = 'gate'");
    assertThat(scan.refused(row -> true)).hasSize(1);
  }
}

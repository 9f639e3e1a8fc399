package dev.freehold.custody.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.master.RotatedMasterKey;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What seals hold, on a table of its own with every type of field. */
abstract class SealedRowsContract {

  private static final SealedKind PASS =
      SealedKind.named("pass", "passes")
          .key("id")
          .textKey("part")
          .ids("owner_id")
          .numbers("is_open")
          .texts("holder")
          .bytes("mark")
          .versioned()
          .build();

  private static final SealedKind BADGE =
      SealedKind.named("badge", "badges").key("id").texts("holder", "place").build();

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
        "CREATE TABLE passes (id %1$s, part TEXT, tenant_id %1$s, owner_id %1$s, is_open SMALLINT,"
                .formatted(bytes)
            + " holder TEXT, mark %1$s, seal_version BIGINT NOT NULL DEFAULT 0, seal %1$s)"
                .formatted(bytes));
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

  private SealedRow pass() {
    run(
        "INSERT INTO passes (id, part, tenant_id, owner_id, is_open, holder, mark)"
            + " VALUES (?, 'a', ?, ?, 0, NULL, ?)",
        id,
        tenantId,
        tenantId,
        new byte[] {1, 2});
    SealedRow row =
        PASS.row(tenantId, id, "a")
            .set("owner_id", tenantId)
            .set("is_open", false)
            .set("holder", Optional.empty())
            .set("mark", new byte[] {1, 2})
            .done();
    seals().write(act -> custody.database.write(tx -> kept(act, row, tx)));
    return found().orElseThrow();
  }

  private Object kept(WriteAct act, SealedRow row, org.jdbi.v3.core.Handle tx) {
    seals().keep(tx, act, row);
    return row;
  }

  private RowSeals seals() {
    return RowSeals.of(custody.database);
  }

  private List<UUID> listed() {
    return custody.database.read(
        tx ->
            seals()
                .list(
                    PASS,
                    tx.createQuery("SELECT " + PASS.columns("p") + " FROM passes p"),
                    row -> row.getColumn("id", UUID.class)));
  }

  private Optional<SealedRow> found() {
    return custody.database.read(tx -> seals().find(tx, PASS, id, "a"));
  }

  private void change(String field, Object value) {
    seals()
        .write(
            act ->
                custody.database.write(
                    tx -> {
                      SealedRow held = seals().forUpdate(tx, PASS, id, "a").orElseThrow();
                      seals().update(tx, act, held, held.with(field, value));
                      return null;
                    }));
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

  private Optional<SealedRow> foundBadge() {
    return custody.database.read(tx -> seals().find(tx, BADGE, id));
  }

  private static void refused(CustodyError error, Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  @DisplayName("A row that the service wrote is given with its values")
  void anAuthenticRowIsGiven() {
    SealedRow row = pass();
    assertThat(row.flag("is_open")).isFalse();
    assertThat(row.textIfAny("holder")).isEmpty();
    change("holder", "ada");
    change("is_open", true);
    assertThat(found().orElseThrow().text("holder")).isEqualTo("ada");
    assertThat(found().orElseThrow().flag("is_open")).isTrue();
  }

  @Test
  @DisplayName("A change of any column that decides, or of the row's key or tenant, is refused")
  void everyColumnIsSealed() {
    pass();
    for (String change :
        List.of(
            "is_open = 1",
            "holder = ''",
            "mark = NULL",
            "owner_id = NULL",
            "seal_version = seal_version + 1",
            "seal = NULL",
            "tenant_id = owner_id, owner_id = id",
            "part = 'a', tenant_id = id")) {
      run("CREATE TABLE kept AS SELECT * FROM passes");
      run("UPDATE passes SET " + change);
      refused(CustodyError.ROW_NOT_AUTHENTIC, this::found);
      run("DELETE FROM passes");
      run("INSERT INTO passes SELECT * FROM kept");
      run("DROP TABLE kept");
      assertThat(found()).isPresent();
    }
  }

  @Test
  @DisplayName("Moving letters from one column to the next breaks the seal")
  void fieldsAreKeptApart() {
    badge("ab", "c");
    run("UPDATE badges SET holder = 'a', place = 'bc'");
    refused(CustodyError.ROW_NOT_AUTHENTIC, this::foundBadge);
    run("UPDATE badges SET holder = 'ab', place = 'c'");
    assertThat(foundBadge()).isPresent();
  }

  @Test
  @DisplayName("A forged row does not get a seal by the next change")
  void aForgedRowIsNotSealedAgain() {
    pass();
    run("UPDATE passes SET is_open = 1");
    refused(CustodyError.ROW_NOT_AUTHENTIC, () -> change("holder", "eve"));
  }

  @Test
  @DisplayName("A trigger that changes what is written gets no seal for it")
  void aTriggerGetsNoSeal() {
    if (dialect() == Dialect.SQLITE) {
      pass();
      run(
          "CREATE TRIGGER t AFTER UPDATE OF holder ON passes"
              + " BEGIN UPDATE passes SET is_open = 1; END");
      change("holder", "ada");
      refused(CustodyError.ROW_NOT_AUTHENTIC, this::found);
    }
  }

  @Test
  @DisplayName("A row that was put back is refused, also one of a node that was killed meanwhile")
  void fault57_anOlderStateIsRefused() {
    pass();
    change("is_open", true);
    run("CREATE TABLE kept AS SELECT * FROM passes");
    change("is_open", false);
    run("DELETE FROM passes");
    run("INSERT INTO passes SELECT * FROM kept");
    custody.clock.advance(CustodyLimits.MAX_SEALED_READ);
    refused(CustodyError.ROW_OUT_OF_DATE, this::found);
    assertThat(listed()).isEmpty();
  }

  @Test
  @DisplayName("An older row that was put back authorises nothing, not even for a moment")
  void fault57_noActByAnOlderState() {
    pass();
    change("is_open", true);
    run("CREATE TABLE kept AS SELECT * FROM passes");
    change("is_open", false);
    run("DELETE FROM passes");
    run("INSERT INTO passes SELECT * FROM kept");
    refused(CustodyError.ROW_OUT_OF_DATE, () -> change("holder", "eve"));
    assertThat(found()).as("a reader may have begun before the change").isPresent();
  }

  @Test
  @DisplayName("A transaction that is undone leaves the row as it was, for anybody to change")
  void anUndoneWriteLeavesTheRowGood() {
    pass();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  seals()
                      .write(
                          act ->
                              custody.database.write(
                                  tx -> {
                                    SealedRow held =
                                        seals().forUpdate(tx, PASS, id, "a").orElseThrow();
                                    seals().update(tx, act, held, held.with("is_open", true));
                                    throw new IllegalStateException("crash");
                                  })))
          .hasMessage("crash");
    }
    assertThat(found().orElseThrow().flag("is_open")).isFalse();
    change("is_open", true);
    assertThat(found().orElseThrow().flag("is_open")).isTrue();
  }

  @Test
  @DisplayName("A write that reads its own row and is rolled back leaves the row valid")
  void fault57_anUndoneWriteThatReadItself() {
    pass();
    assertThatThrownBy(
            () ->
                seals()
                    .write(
                        act ->
                            custody.database.write(
                                tx -> {
                                  RowSeals own = RowSeals.of(tx);
                                  SealedRow held = own.forUpdate(tx, PASS, id, "a").orElseThrow();
                                  own.update(tx, act, held, held.with("is_open", true));
                                  assertThat(own.find(tx, PASS, id, "a")).isPresent();
                                  assertThat(own.forUpdate(tx, PASS, id, "a")).isPresent();
                                  throw new IllegalStateException("crash");
                                })))
        .hasMessage("crash");
    custody.clock.advance(CustodyLimits.MAX_SEALED_READ);
    assertThat(found().orElseThrow().flag("is_open")).isFalse();
    change("is_open", true);
    assertThat(found().orElseThrow().flag("is_open")).isTrue();
  }

  @Test
  @DisplayName("A number that was not confirmed is confirmed by whoever reads the row")
  void aReaderConfirms() {
    pass();
    change("is_open", true);
    run("CREATE TABLE kept AS SELECT * FROM passes");
    change("is_open", false);
    // As if the process had died between the commit and the confirmation.
    custody.availabilityDatabase.write(
        tx -> tx.execute("UPDATE row_versions SET confirmed = confirmed - 1"));
    assertThat(found()).isPresent();
    run("DELETE FROM passes");
    run("INSERT INTO passes SELECT * FROM kept");
    custody.clock.advance(CustodyLimits.MAX_SEALED_READ);
    refused(CustodyError.ROW_OUT_OF_DATE, this::found);
  }

  @Test
  @DisplayName("Rows from before there were seals are sealed once; later ones are refused")
  void legacyRowsAreSealedOnce() {
    run("INSERT INTO badges (id, tenant_id, holder, place) VALUES (?, ?, 'a', 'b')", id, tenantId);
    refused(CustodyError.ROW_NOT_AUTHENTIC, this::foundBadge);
    LegacySealing sealing =
        new LegacySealing(
            custody.database,
            seals(),
            new AvailabilityMarks(custody.availabilityDatabase, custody.clock));
    sealing.run(List.of(BADGE));
    assertThat(foundBadge().orElseThrow().text("holder")).isEqualTo("a");
    run("UPDATE badges SET seal = NULL, holder = 'eve'");
    sealing.run(List.of(BADGE));
    refused(CustodyError.ROW_NOT_AUTHENTIC, this::foundBadge);
  }

  @Test
  @DisplayName("A seal under the earlier master key is valid, one under a stranger's is not")
  void theMasterKeyCanBeChanged() {
    badge("ada", "gate");
    try (FileMasterKey next =
            FileMasterKey.openOrCreate(folder.resolve("next.key"), CustodyFixture.SUITE);
        SealKeys both = SealKeys.of(RotatedMasterKey.of(next, List.of(custody.master)));
        SealKeys alone = SealKeys.of(next)) {
      StoredRow stored =
          custody.database.read(tx -> SealedTable.read(tx, BADGE, List.of(id)).orElseThrow());
      assertThat(both.check(stored.meaning(), stored.seal())).isEqualTo(SealFinding.AUTHENTIC);
      assertThat(alone.check(stored.meaning(), stored.seal())).isEqualTo(SealFinding.UNKNOWN_KEY);
      byte[] renewed = both.seal(stored.meaning());
      assertThat(alone.check(stored.meaning(), renewed)).isEqualTo(SealFinding.AUTHENTIC);
    }
  }

  @Test
  @DisplayName("A refused row is told of once in the ledger for each of its states")
  void oneAlarmForEachState() {
    badge("ada", "gate");
    run("UPDATE badges SET holder = 'eve'");
    for (int i = 0; i < 5; i++) {
      refused(CustodyError.ROW_NOT_AUTHENTIC, this::foundBadge);
    }
    Eventually.holds("it is in the ledger", () -> custody.entries("RowRefused").size() == 1);
    run("UPDATE badges SET holder = 'mallory'");
    refused(CustodyError.ROW_NOT_AUTHENTIC, this::foundBadge);
    Eventually.holds("it is in the ledger", () -> custody.entries("RowRefused").size() == 2);
    assertThat(custody.entries("RowRefused").getFirst().entry().facts())
        .containsAllEntriesOf(Map.of("kind", "badge", "finding", "changed"));
    assertThat(custody.entries("RowRefused").getFirst().entry().objectId())
        .isEqualTo(id.toString());
    assertThat(
            custody
                .meters
                .counter("freehold.rows.refused", "kind", "badge", "finding", "changed")
                .count())
        .isEqualTo(6);
  }
}

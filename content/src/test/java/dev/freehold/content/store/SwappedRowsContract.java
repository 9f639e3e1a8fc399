package dev.freehold.content.store;

import static dev.freehold.content.store.StoreFixture.ALICE;
import static dev.freehold.content.store.StoreFixture.MAX_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.reseal.ObjectResealer;
import dev.freehold.content.testing.TestStep;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows of objects that somebody changed who writes the database and has no key. */
abstract class SwappedRowsContract extends ObjectStoreTests {

  /** Columns that neither lead to content nor are shown. */
  private static final Set<String> WITHOUT_MEANING_FOR_READERS =
      Set.of("generation", "created_at", "released_at", "damaged_at", "damage_code");

  private static final byte[] MINE = Blobs.bytes(1, 5000);
  private static final byte[] OTHERS = Blobs.bytes(2, 6000);

  private UUID mine;

  SwappedRowsContract(Dialect dialect) {
    super(dialect);
  }

  @Test
  @DisplayName("fault56: any column of an object's row with another row's value opens nothing")
  void fault56_everyColumnOfTheSchema() throws IOException {
    for (ContentOwner owner : owners()) {
      for (String column : columns()) {
        mine = fixture.store(MINE);
        UUID other = storeFor(owner, OTHERS);
        swap(column, other);
        assertThat(readOrNull(mine))
            .as("%s of an object of %s", column, owner)
            .satisfiesAnyOf(
                bytes -> assertThat(bytes).isNull(), bytes -> assertThat(bytes).isEqualTo(MINE));
        if (!WITHOUT_MEANING_FOR_READERS.contains(column) && !isSame(column, owner)) {
          assertThatThrownBy(() -> fixture.read(mine))
              .as("%s of an object of %s", column, owner)
              .isInstanceOfAny(ContentException.class, KeyAccessException.class);
        }
      }
    }
  }

  @Test
  @DisplayName("fault56: a whole row in the place of another opens nothing")
  void fault56_wholeRow() throws IOException {
    for (ContentOwner owner : owners()) {
      mine = fixture.store(MINE);
      UUID other = storeFor(owner, OTHERS);
      run("DELETE FROM content_objects WHERE object_id = ?", mine);
      run("UPDATE content_objects SET object_id = ? WHERE object_id = ?", mine, other);
      assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.read(mine));
      assertThat(fixture.damageOf(mine)).as("the object may be whole, and another's").isNull();
    }
  }

  @Test
  @DisplayName("an object of another owner or tenant does not open, whatever names it")
  void otherOwner() throws IOException {
    for (ContentOwner owner : owners()) {
      UUID other = storeFor(owner, OTHERS);
      if (!owner.equals(fixture.owner)) {
        assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.read(other));
      }
    }
  }

  @Test
  @DisplayName("an object from before bindings opens by its digest, and is bound from then on")
  void boundWhenFirstRead() {
    mine = fixture.store(MINE);
    run("UPDATE content_objects SET binding = NULL");
    assertThat(read(sha256(MINE))).isEqualTo(MINE);
    assertThat(fixture.read(mine)).as("without the digest").isEqualTo(MINE);
  }

  @Test
  @DisplayName("removing the binding gains nothing: the digest is checked before the first byte")
  void strippedBinding() {
    mine = fixture.store(MINE);
    UUID other = fixture.store(OTHERS);
    swap("blob_id", other);
    run("UPDATE content_objects SET binding = NULL");
    assertCode(
        ContentError.OBJECT_CORRUPT,
        () -> fixture.objects.open(byDigest(sha256(MINE)), ALICE).close());
    assertThat(bindings()).as("what is wrong is never bound").isZero();
  }

  @Test
  @DisplayName("resealing does not turn a forged row into a valid one")
  void notLaundered() {
    mine = fixture.store(MINE);
    UUID unbound = fixture.store(OTHERS);
    run("UPDATE content_objects SET binding = NULL WHERE object_id = ?", unbound);
    UUID third = fixture.store(Blobs.bytes(3, 5000));
    swap("blob_id", third);
    RetiredKey retired = fixture.renew();
    ObjectResealer resealer = new ObjectResealer(fixture.parts(fixture.blobs), List.of());
    TestStep step = new TestStep(fixture.database, 100);
    while (!resealer.reseal(step, retired)) {}
    assertThat(fixture.damageOf(mine)).isEqualTo(ContentError.OBJECT_CORRUPT.code());
    assertCode(ContentError.OBJECT_CORRUPT, () -> fixture.read(mine));
    assertThat(bindings()).as("bindings of three objects").isEqualTo(2);
  }

  @Test
  @DisplayName("a tenant releases no object of another")
  void releasesItsOwnOnly() throws IOException {
    ContentOwner stranger = stranger();
    UUID other = storeFor(stranger, OTHERS);
    assertThat(fixture.release(other)).isFalse();
    assertThat(fixture.objects.open(Expected.bound(stranger, other), ALICE).stream().readAllBytes())
        .isEqualTo(OTHERS);
  }

  @Test
  @DisplayName("nothing is sealed under a key of another tenant")
  void sealsUnderOwnKeysOnly() {
    ContentOwner wrong = new ContentOwner(UUID.randomUUID(), fixture.ownerKey);
    assertThatThrownBy(
            () -> fixture.objects.seal(wrong, ALICE, new ByteArrayInputStream(MINE), MAX_BYTES))
        .isInstanceOfSatisfying(
            KeyAccessException.class,
            e -> assertThat(e.reason()).isEqualTo(KeyAccessException.Reason.NO_SUCH_KEY));
    assertThat(fixture.files()).isZero();
  }

  /** The same mailbox, another of the tenant, one of another tenant. */
  private List<ContentOwner> owners() {
    return List.of(
        fixture.owner,
        new ContentOwner(fixture.tenant, fixture.keys.add(fixture.tenant)),
        stranger());
  }

  private ContentOwner stranger() {
    UUID tenant = UUID.randomUUID();
    return new ContentOwner(tenant, fixture.keys.add(tenant));
  }

  private UUID storeFor(ContentOwner owner, byte[] bytes) throws IOException {
    SealedObject sealed =
        fixture.objects.seal(owner, ALICE, new ByteArrayInputStream(bytes), MAX_BYTES);
    fixture.register(sealed);
    return sealed.objectId();
  }

  /** All but the id that rows are found by, which {@link #fault56_wholeRow} moves. */
  private List<String> columns() {
    return fixture.database.read(
        tx ->
            tx.createQuery("SELECT * FROM content_objects LIMIT 0")
                .scanResultSet(
                    (results, context) -> {
                      try (ResultSet open = results.get()) {
                        ResultSetMetaData columns = open.getMetaData();
                        return IntStream.rangeClosed(1, columns.getColumnCount())
                            .mapToObj(at -> name(columns, at))
                            .filter(name -> !name.equals("object_id") && !name.equals("state"))
                            .toList();
                      }
                    }));
  }

  private static String name(ResultSetMetaData columns, int at) {
    try {
      return columns.getColumnName(at);
    } catch (SQLException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /** What two rows have in common is not changed by a swap. */
  private boolean isSame(String column, ContentOwner owner) {
    return switch (column) {
      case "tenant_id" -> owner.tenantId().equals(fixture.tenant);
      case "owner_key_id" -> owner.equals(fixture.owner);
      default -> false;
    };
  }

  private void swap(String column, UUID other) {
    if (column.equals("blob_id")) {
      // A blob's id is unique, so the other row gives it away.
      UUID blob = fixture.blobOf(other);
      run("UPDATE content_objects SET blob_id = ? WHERE object_id = ?", UUID.randomUUID(), other);
      run("UPDATE content_objects SET blob_id = ? WHERE object_id = ?", blob, mine);
      return;
    }
    run(
        """
        UPDATE content_objects
        SET %1$s = (SELECT %1$s FROM content_objects WHERE object_id = ?) WHERE object_id = ?
        """
            .formatted(column),
        other,
        mine);
  }

  private void run(String sql, Object... values) {
    fixture.database.write(tx -> tx.execute(sql, values));
  }

  private long bindings() {
    return fixture.database.read(
        tx ->
            tx.createQuery("SELECT COUNT(binding) FROM content_objects WHERE state = 'active'")
                .mapTo(Long.class)
                .one());
  }

  private byte[] readOrNull(UUID objectId) {
    try {
      return fixture.read(objectId);
    } catch (ContentException | KeyAccessException refused) {
      return null;
    }
  }

  private byte[] read(String sha256) {
    try (ObjectReader reader = fixture.objects.open(byDigest(sha256), ALICE)) {
      return reader.stream().readAllBytes();
    } catch (IOException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  private ExpectedObject byDigest(String sha256) {
    return new ExpectedObject(
        fixture.owner, mine, () -> ContentDigest.ofHex(ContentDigest.Algorithm.SHA_256, sha256));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

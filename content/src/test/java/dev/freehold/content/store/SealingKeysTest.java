package dev.freehold.content.store;

import static dev.freehold.content.store.StoreFixture.ALICE;
import static dev.freehold.content.store.StoreFixture.MAX_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.FixedKeyAccess;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key new objects are sealed under, with a clock that stands. */
class SealingKeysTest {

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final CountingAccess access = new CountingAccess();
  private StoreFixture fixture;
  private StoreParts parts;
  private SealingKeys sealingKeys;

  @BeforeEach
  void open() {
    fixture = new StoreFixture(Dialect.SQLITE, folder);
    parts =
        new StoreParts(
            fixture.database,
            fixture.blobs,
            access,
            new ObjectFormatV1(StoreFixture.SUITE),
            StoreFixture.SUITE.random(),
            fixture.clock,
            nanos::get);
    sealingKeys = new SealingKeys(parts);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @DisplayName("The owner's key is asked for once in a second")
  void askedOnce() {
    UUID first = keyId();
    UUID renewed = renew();

    pass(ContentLimits.SEALING_KEY_KNOWN_MILLIS - 1);
    assertThat(keyId()).isEqualTo(first);
    assertThat(access.asked.get()).isEqualTo(1);

    pass(1);
    assertThat(keyId()).isEqualTo(renewed);
    assertThat(access.asked.get()).isEqualTo(2);
  }

  @Test
  @DisplayName("After an object was refused because its key was renewed, the new key is known")
  void knownAfterRefusal() {
    keyId();
    UUID renewed = renew();

    sealingKeys.present(fixture.owner, ALICE).close();

    assertThat(keyId()).isEqualTo(renewed);
  }

  @Test
  @DisplayName("A key that may not seal any more is not known any longer")
  void forgotten() {
    UUID first = keyId();
    UUID renewed = renew();

    sealingKeys.forget(first);

    assertThat(keyId()).isEqualTo(renewed);
  }

  @Test
  @DisplayName("Once a store has refused an object for its key, it seals under the new one")
  void storeForgets() throws IOException {
    ObjectStore objects = new ObjectStore(parts);
    seal(objects);
    UUID renewed = renew();
    SealedObject late = seal(objects);
    assertThatThrownBy(() -> register(objects, late)).isInstanceOf(KeyAccessException.class);

    assertThat(seal(objects).ownerKeyId()).isEqualTo(renewed);
  }

  @Test
  @DisplayName("A known key that is gone is not insisted on")
  void gone() {
    UUID first = keyId();
    UUID renewed = renew();
    access.keys().destroy(first);

    assertThat(keyId()).isEqualTo(renewed);
  }

  @Test
  @DisplayName("A key that is refused is refused within the second too")
  void refused() {
    keyId();
    access.keys().refuse(KeyAccessException.Reason.REFUSED);

    assertThatThrownBy(this::keyId).isInstanceOf(KeyAccessException.class);
  }

  @Test
  @DisplayName("Vaults that do not answer for the known key are not asked for it once more")
  void silent() {
    keyId();
    access.keys().refuse(KeyAccessException.Reason.DID_NOT_ANSWER);

    assertThatThrownBy(this::keyId).isInstanceOf(KeyAccessException.class);
    assertThat(access.asked.get()).isEqualTo(1);
  }

  @Test
  @DisplayName("The known key of one tenant is not given to another")
  void otherTenant() {
    keyId();

    ContentOwner other = new ContentOwner(UUID.randomUUID(), fixture.ownerKey);
    assertThatThrownBy(() -> sealingKeys.open(other, ALICE)).isInstanceOf(KeyAccessException.class);
  }

  private SealedObject seal(ObjectStore objects) throws IOException {
    return objects.seal(fixture.owner, ALICE, InputStream.nullInputStream(), MAX_BYTES);
  }

  private void register(ObjectStore objects, SealedObject sealed) {
    fixture.database.write(
        tx -> {
          objects.register(tx, sealed, ALICE);
          return null;
        });
  }

  private UUID keyId() {
    try (OwnerKey key = sealingKeys.open(fixture.owner, ALICE)) {
      return key.keyId();
    }
  }

  private UUID renew() {
    access.keys().renew(fixture.ownerKey);
    return access.keys().presentKeyOf(fixture.ownerKey);
  }

  private void pass(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  /** The fixture's keys; counts how often the present one of an owner is asked for. */
  private final class CountingAccess implements KeyAccess {
    private final AtomicLong asked = new AtomicLong();

    private FixedKeyAccess keys() {
      return fixture.keys;
    }

    @Override
    public OwnerKey open(UUID ownerKeyId, Requester requester) {
      return keys().open(ownerKeyId, requester);
    }

    @Override
    public OwnerKey openForSealing(UUID ownerId, Requester requester) {
      asked.incrementAndGet();
      return keys().openForSealing(ownerId, requester);
    }

    @Override
    public void requireSealable(Handle tx, UUID ownerKeyId, Requester requester) {
      keys().requireSealable(tx, ownerKeyId, requester);
    }
  }
}

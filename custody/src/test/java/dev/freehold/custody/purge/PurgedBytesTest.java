package dev.freehold.custody.purge;

import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.FileSearch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files hold of keys after a purge: databases, their logs, and whatever lies beside them. */
@DisplayName("After a purge")
class PurgedBytesTest {

  private static final int MAILBOXES = 400;

  @TempDir private Path folder;
  private PurgeFixture fixture;
  private MovesFixture custody;

  @BeforeEach
  void open() {
    fixture = new PurgeFixture(Dialect.SQLITE, folder);
    custody = fixture.custody;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Every form of the policy's key, and of the keys under it, that is stored. */
  private List<byte[]> stored(UUID policyId) {
    List<byte[]> found = new ArrayList<>();
    for (String query :
        List.of(
            "SELECT wrapped_key FROM policy_roots WHERE policy_id = :id",
            "SELECT wrapped_by_availability FROM policies WHERE id = :id",
            "SELECT wrapped_key FROM owner_keys WHERE policy_id = :id")) {
      found.addAll(
          custody.database.read(
              tx -> tx.createQuery(query).bind("id", policyId).mapTo(byte[].class).list()));
    }
    return found;
  }

  /** The keys themselves, as bytes and as text. */
  private List<byte[]> keys(UUID policyId, UUID ownerKeyId) {
    List<byte[]> keys = new ArrayList<>();
    try (OwnerKey owner = custody.access.open(ownerKeyId, USER);
        Key256 policyKey = custody.access.depKeys().withDepKey(policyId, USER, Key256::copy);
        Key256 availability = availabilityKey(policyId)) {
      keys.add(owner.key().use(byte[]::clone));
      keys.add(policyKey.use(byte[]::clone));
      keys.add(availability.use(byte[]::clone));
    }
    return keys.stream().flatMap(PurgedBytesTest::forms).toList();
  }

  private Key256 availabilityKey(UUID policyId) {
    UUID id =
        custody.database.read(
            tx ->
                tx.createQuery("SELECT availability_key_id FROM policies WHERE id = :id")
                    .bind("id", policyId)
                    .mapTo(UUID.class)
                    .one());
    return new AvailabilityKeys(
            custody.custody.availabilityDatabase,
            custody.custody.master,
            SUITE.random(),
            Clock.systemUTC())
        .open(id, policyId)
        .orElseThrow();
  }

  private static Stream<byte[]> forms(byte[] key) {
    return Stream.concat(
        Stream.of(key),
        Stream.of(
                HexFormat.of().formatHex(key),
                HexFormat.of().withUpperCase().formatHex(key),
                Base64.getEncoder().withoutPadding().encodeToString(key),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key))
            .map(text -> text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  @DisplayName("fault 31: no file holds a key or any wrapped form of one, those of others stay")
  void fault31_noFileHoldsAKeyOfAPurgedPolicy() throws Exception {
    Policy leaving = custody.mailboxPolicy("leaving");
    Policy staying = custody.mailboxPolicy("staying");
    List<UUID> mailboxes = custody.mailboxes(MAILBOXES, Optional.of(leaving.id()));
    custody.mailboxes(MAILBOXES, Optional.of(staying.id()));
    List<byte[]> gone = stored(leaving.id());
    gone.addAll(fixture.sealedAvailabilityKeys(leaving.id()));
    assertThat(gone).hasSize(2 + 1 + MAILBOXES + 1);
    assertThat(FileSearch.count(folder, gone)).as("the search finds them").isEqualTo(gone.size());
    List<byte[]> keys = keys(leaving.id(), custody.keyOf(mailboxes.getFirst()).ownerKeyId());

    fixture.finish(fixture.begun(leaving));

    assertThat(fixture.stateOf(leaving)).isEqualTo(PolicyState.PURGED);
    assertThat(FileSearch.count(folder, gone)).isZero();
    assertThat(FileSearch.count(folder, keys)).isZero();
    List<byte[]> kept = stored(staying.id());
    kept.addAll(fixture.sealedAvailabilityKeys(staying.id()));
    assertThat(FileSearch.count(folder, kept)).isEqualTo(kept.size());
  }
}

package dev.freehold.custody.policies;

import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The end of availability keys")
class AvailabilityKeysTest {

  private static final UUID TENANT = UUID.randomUUID();

  @TempDir Path folder;
  private FileMasterKey master;
  private Database database;
  private AvailabilityKeys keys;

  @BeforeEach
  void open() {
    master = FileMasterKey.openOrCreate(folder.resolve("master.key"), SUITE);
    database = TestDatabases.open(Dialect.SQLITE, folder, CustodyMigrations.AVAILABILITY);
    keys = new AvailabilityKeys(database, master, SUITE.random(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
    master.close();
  }

  private UUID create(UUID policyId) {
    AvailabilityKeys.Created created = keys.create(TENANT, policyId);
    created.key().close();
    return created.id();
  }

  private byte[] sealed(UUID id) {
    return database.read(
        tx ->
            tx.createQuery("SELECT sealed_key FROM availability_keys WHERE id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .one());
  }

  private boolean isInAFile(byte[] wanted) throws IOException {
    String text = new String(wanted, StandardCharsets.ISO_8859_1);
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  @DisplayName(
      "fault 31: after a policy has ended no file has one of its keys; keys of other policies "
          + "still open")
  void fault31_destroyedKeysAreInNoFile() throws IOException {
    UUID ended = UUID.randomUUID();
    UUID living = UUID.randomUUID();
    List<byte[]> gone = new ArrayList<>();
    List<UUID> kept = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      gone.add(sealed(create(ended)));
      kept.add(create(living));
    }
    for (byte[] key : gone) {
      assertThat(isInAFile(key)).as("before").isTrue();
    }
    assertThat(keys.destroyAll(TENANT, ended).isComplete()).isTrue();
    for (byte[] key : gone) {
      assertThat(isInAFile(key)).as("afterwards").isFalse();
    }
    for (UUID id : kept) {
      keys.open(id, living).orElseThrow().close();
    }
  }

  @Test
  @DisplayName("is not for another tenant's policy, and can be repeated")
  void destroysOfTheTenantOnlyAndMayBeRepeated() {
    UUID policy = UUID.randomUUID();
    UUID id = create(policy);
    assertThat(keys.destroyAll(UUID.randomUUID(), policy).isComplete()).isTrue();
    keys.open(id, policy).orElseThrow().close();
    assertThat(keys.destroyAll(TENANT, policy).isComplete()).isTrue();
    assertThat(keys.destroyAll(TENANT, policy).isComplete()).isTrue();
    assertThat(keys.open(id, policy)).isEmpty();
  }

  @Test
  @DisplayName("destroys the earlier keys and keeps the present one")
  void destroysThoseBeforeThePresentOne() throws IOException {
    UUID policy = UUID.randomUUID();
    byte[] before = sealed(create(policy));
    UUID present = create(policy);
    assertThat(keys.destroyBefore(policy, present)).isTrue();
    assertThat(isInAFile(before)).isFalse();
    keys.open(present, policy).orElseThrow().close();
  }
}

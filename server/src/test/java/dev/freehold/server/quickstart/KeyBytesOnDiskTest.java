package dev.freehold.server.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.copies.PolicyWrap;
import dev.freehold.custody.copies.StoredKeys;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where key bytes are not: in no file of a server that uses its keys, has lost them, or has ended.
 * The heap is another matter: a collector may have copied an array before it was overwritten.
 */
class KeyBytesOnDiskTest {

  private static final long POLL_NANOS = 50_000_000;
  private static final long DEADLINE_NANOS = 60_000_000_000L;
  private static final UUID LOWEST = new UUID(0, 0);

  @TempDir Path folder;
  private Path data;
  private List<byte[]> forms = List.of();

  @Test
  @DisplayName(
      "fault 31: no file of the data folder has a key in use, evicted, or of a server past")
  void fault31_noFileHoldsAKey() throws Exception {
    data = folder.resolve("data");
    PlaintextSearch search;
    try (FreeholdServer server =
            TestServer.start(data, Clock.systemUTC(), Map.of("keys.lease-seconds", "3"));
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      String messages = "/api/v1/mailboxes/%s/messages".formatted(tenant.mailbox());
      tenant
          .client()
          .upload(
              messages,
              BodyPublishers.ofString("Subject: x\r\n\r\nread under a lease\r\n"),
              "Content-Type",
              "message/rfc822");
      try (InputStream in = tenant.client().download(messages + "/1/content")) {
        assertThat(in.readAllBytes()).isNotEmpty();
      }
      search = new PlaintextSearch(needles(keys(tenant.policyId())));
      assertFindsWhatIsPlanted(search);
      assertThat(search.search(data).hits()).as("in use").isEmpty();

      tenant.permit(false);
      awaitRefusal(tenant, messages);
      assertThat(search.search(data).hits()).as("evicted").isEmpty();
    }
    assertThat(search.search(data).hits()).as("ended").isEmpty();
  }

  private static void awaitRefusal(TestTenant tenant, String messages) throws IOException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (System.nanoTime() < deadline) {
      try (InputStream in = tenant.client().download(messages + "/1/content")) {
        in.readAllBytes();
      } catch (ApiRefusedException refused) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new AssertionError("the mailbox was read a minute after the permissions had gone");
  }

  private void assertFindsWhatIsPlanted(PlaintextSearch search) throws Exception {
    Path planted = data.resolve("planted.tmp");
    for (byte[] form : forms) {
      Files.write(planted, form);
      assertThat(search.search(data).hits()).containsExactly(planted);
    }
    Files.delete(planted);
  }

  /**
   * The policy's key, a mailbox's, and the availability key, opened as nobody should be able to.
   */
  private List<byte[]> keys(UUID policyId) throws Exception {
    CryptoSuite suite = CryptoSuite.select(CryptoSuite.Choice.AUTO);
    Path copies = Files.createDirectory(folder.resolve("copies"));
    List<byte[]> keys = new ArrayList<>();
    try (Database main = copy("freehold.db", copies);
        Database availability = copy("availability.db", copies);
        FileMasterKey master = FileMasterKey.open(data.resolve("service-master.key"), suite)) {
      StoredKeys stored = new StoredKeys(main);
      List<PolicyWrap> wraps =
          stored.tenants().stream()
              .flatMap(tenant -> stored.policies(tenant.id()).stream())
              .filter(policy -> policy.id().equals(policyId))
              .findFirst()
              .orElseThrow()
              .wraps();
      for (PolicyWrap wrap : wraps) {
        switch (wrap) {
          case PolicyWrap.ByAvailability(_, UUID keyId, _) -> {
            var opener =
                new AvailabilityKeys(availability, master, suite.random(), Clock.systemUTC());
            try (Key256 key = opener.open(keyId, policyId).orElseThrow()) {
              keys.add(key.use(byte[]::clone));
            }
          }
          case PolicyWrap.ByRoot(_, int slot, _, var wrapped) -> {
            if (slot == 1) {
              keys.add(unwrap(wrapped.bytes()));
            }
          }
        }
      }
      WrappedOwnerKey owner =
          stored.ownerKeys(policyId, LOWEST, 1).getFirst().wrapped().orElseThrow();
      keys.add(ownerKey(suite, owner, policyId));
    }
    try (Stream<Path> files = Files.list(copies)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertThat(keys).hasSize(3);
    return keys;
  }

  /** By the part of the policy in the key bundle, as a rescue does it. */
  private byte[] ownerKey(CryptoSuite suite, WrappedOwnerKey owner, UUID policyId)
      throws IOException {
    try (Stream<Path> tree = Files.walk(data.resolve("blobs/bundles"))) {
      Path part =
          tree.filter(file -> file.getFileName().toString().startsWith(policyId + "."))
              .findFirst()
              .orElseThrow();
      try (OwnerKey key =
          new KeyBundle(suite)
              .open(
                  owner,
                  KeyBundle.policyKey(Files.readAllBytes(part)),
                  (uri, wrapped) ->
                      uri.contains("-vault-a.")
                          ? Optional.of(unwrap(wrapped))
                          : Optional.empty())) {
        return key.key().use(byte[]::clone);
      }
    }
  }

  private static byte[] unwrap(byte[] wrapped) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          TestTenant.firstRoot().getPrivate(),
          new OAEPParameterSpec(
              "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
      return cipher.doFinal(wrapped);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Database copy(String name, Path copies) throws IOException {
    for (String ending : List.of("", "-wal")) {
      if (Files.exists(data.resolve(name + ending))) {
        Files.copy(data.resolve(name + ending), copies.resolve(name + ending));
      }
    }
    return Databases.openReadOnly(new DatabaseSettings.Sqlite(copies.resolve(name)), folder);
  }

  /** The beginning and the end of each key, as bytes and as text. */
  private Needles needles(List<byte[]> keys) {
    forms = keys.stream().flatMap(KeyBytesOnDiskTest::forms).toList();
    Needles needles = Needles.of(forms.size());
    for (byte[] form : forms) {
      needles.add(Arrays.copyOf(form, Needles.LENGTH_BYTES));
      needles.add(Arrays.copyOfRange(form, form.length - Needles.LENGTH_BYTES, form.length));
    }
    return needles;
  }

  private static Stream<byte[]> forms(byte[] key) {
    return Stream.concat(
        Stream.of(key),
        Stream.of(
                HexFormat.of().formatHex(key),
                Base64.getEncoder().withoutPadding().encodeToString(key),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key))
            .map(text -> text.getBytes(StandardCharsets.US_ASCII)));
  }
}

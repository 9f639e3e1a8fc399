package dev.freehold.server.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobEntry;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobPage;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Floe;
import dev.freehold.crypto.FloeParameters;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.transfer.ImportOptions;
import dev.freehold.mail.transfer.MailImport;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.persistence.testing.Kills;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.config.ConfigurationLoader;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.FreeholdProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server that is killed in the middle of an import")
@Order(1)
class KilledServerTest {

  private static final int KILLS = Kills.count(5);
  private static final int MESSAGES_PER_ROUND = 120;
  private static final int MAX_MESSAGE_BYTES = 150_000;
  private static final int MAX_ACKNOWLEDGED_BEFORE_KILL = 100;
  private static final int OBJECT_PREFIX_BYTES = 36;
  private static final int PAGE = 500;
  private static final String FOLDER = "INBOX";

  @TempDir Path folder;

  private final Clock clock = Clock.systemUTC();
  private final long seed = System.nanoTime();

  /** What each message of every round looks like, whether or not it was stored. */
  private final Set<String> sentSha256 = new HashSet<>();

  private final Set<Long> sentBytes = new HashSet<>();

  /** What was there, and whole, after one of the restarts so far: SHA-256 by UID. */
  private final Map<Long, String> seen = new HashMap<>();

  @Test
  @DisplayName("has every acknowledged message afterwards, whole, and no half-written object")
  void losesNothing() throws Exception {
    Random random = new Random(seed);
    Path data = folder.resolve("data");
    Map<String, String> environment = freePorts();
    Connection alice = setUp(data, environment);
    Map<Long, String> acknowledged = AcknowledgedMail.nothing();

    for (int kill = 1; kill <= KILLS; kill++) {
      Path source = writeMessages(folder.resolve("mail-" + kill), random);
      importUntilKilled(data, environment, alice, source, acknowledged, random);
      assertThat(visibleBlobBytes(data))
          .as("seed %d, kill %d: sizes of visible objects", seed, kill)
          .isSubsetOf(wholeBlobBytes());
    }
    assertThat(acknowledged).as("seed %d", seed).hasSizeGreaterThan(KILLS);
    Map<Long, String> stored = readEverything(data, environment, alice);
    assertThat(stored).as("seed %d", seed).containsAllEntriesOf(acknowledged);
    assertThat(stored).as("seed %d: what was seen before", seed).containsAllEntriesOf(seen);
    assertThat(sentSha256).as("seed %d: what else is stored", seed).containsAll(stored.values());
  }

  /** Opens what the last kill left: all that was acknowledged, and nothing that was not sent. */
  private void checkAfterRestart(RemoteMailbox mailbox, Map<Long, String> acknowledged)
      throws IOException {
    long lastSeen = seen.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    seen.putAll(readAfter(mailbox, lastSeen));
    assertThat(seen).as("seed %d", seed).containsAllEntriesOf(acknowledged);
    assertThat(sentSha256).as("seed %d", seed).containsAll(seen.values());
  }

  private void importUntilKilled(
      Path data,
      Map<String, String> environment,
      Connection alice,
      Path source,
      Map<Long, String> acknowledged,
      Random random)
      throws Exception {
    int enough = acknowledged.size() + random.nextInt(MAX_ACKNOWLEDGED_BEFORE_KILL);
    int spareMicros = random.nextInt(3_000);
    try (FreeholdProcess server = FreeholdProcess.serve(data, environment);
        ApiClient client = new ApiClient(alice, clock)) {
      RemoteMailbox mailbox = new RemoteMailbox(client, TenantSetup.MAILBOX);
      checkAfterRestart(mailbox, acknowledged);
      AcknowledgedMail sink = new AcknowledgedMail(mailbox, acknowledged);
      Thread importing =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      new MailImport(sink, ImportOptions.DEFAULT).run(ImportSource.detect(source));
                    } catch (IOException cutOff) {
                      return;
                    }
                  });
      while (acknowledged.size() <= enough && importing.isAlive()) {
        LockSupport.parkNanos(1_000_000);
      }
      // Not only right after an acknowledgement: anywhere in the work on the next ones.
      importing.join(java.time.Duration.ofNanos(spareMicros * 1_000L));
      server.kill();
      importing.join();
    }
  }

  private Path writeMessages(Path target, Random random) throws IOException {
    Files.createDirectory(target);
    for (int i = 0; i < MESSAGES_PER_ROUND; i++) {
      byte[] message = new byte[1 + random.nextInt(MAX_MESSAGE_BYTES)];
      random.nextBytes(message);
      Files.write(target.resolve("m%03d.eml".formatted(i)), message);
      sentSha256.add(HexFormat.of().formatHex(sha256().digest(message)));
      sentBytes.add((long) message.length);
    }
    return target;
  }

  private Set<Long> wholeBlobBytes() {
    Set<Long> whole = new HashSet<>();
    for (long bytes : sentBytes) {
      whole.add(OBJECT_PREFIX_BYTES + Floe.sealedLength(bytes, FloeParameters.SEGMENT_64_KIB));
    }
    return whole;
  }

  private static Set<Long> visibleBlobBytes(Path data) {
    FolderBlobStore blobs =
        FolderBlobStore.open(
            data.resolve("blobs"), CryptoSuite.select(CryptoSuite.Choice.JDK).random());
    Set<Long> sizes = new HashSet<>();
    Optional<BlobName> after = Optional.empty();
    do {
      BlobPage page = blobs.list(BlobArea.OBJECTS, after, PAGE);
      page.entries().stream().map(BlobEntry::bytes).forEach(sizes::add);
      after = page.next();
    } while (after.isPresent());
    return sizes;
  }

  private Map<Long, String> readEverything(
      Path data, Map<String, String> environment, Connection alice) throws IOException {
    try (FreeholdServer server = FreeholdServer.start(settings(data, environment), clock);
        ApiClient client = new ApiClient(alice, clock)) {
      assertThat(server.isFirstStart()).isFalse();
      return readAfter(new RemoteMailbox(client, TenantSetup.MAILBOX), 0);
    }
  }

  private static Map<Long, String> readAfter(RemoteMailbox mailbox, long uid) throws IOException {
    Map<Long, String> stored = new HashMap<>();
    List<MailItem> page = mailbox.list(FOLDER, uid, PAGE);
    while (!page.isEmpty()) {
      for (MailItem item : page) {
        stored.put(item.uid(), sha256(mailbox, item));
      }
      page = mailbox.list(FOLDER, page.getLast().uid(), PAGE);
    }
    return stored;
  }

  private static String sha256(RemoteMailbox mailbox, MailItem item) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream content = new DigestInputStream(mailbox.open(item), digest)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private Connection setUp(Path data, Map<String, String> environment) throws IOException {
    try (FreeholdServer server = FreeholdServer.start(settings(data, environment), clock);
        TenantSetup setup = TenantSetup.run(server, clock)) {
      return setup.administrator();
    }
  }

  private static ServerSettings settings(Path data, Map<String, String> environment) {
    return ServerSettings.from(
        new ConfigurationLoader()
            .load(Optional.empty(), environment, Map.of("freehold.data-folder", data.toString())));
  }

  /** The policy names its vaults with their port, so the ports must survive a restart. */
  private static Map<String, String> freePorts() throws IOException {
    return Map.of(
        "FREEHOLD_API_PORT", Integer.toString(Ports.free()),
        "FREEHOLD_VAULT_PORT", Integer.toString(Ports.free()),
        "FREEHOLD_FILES_S3_PORT", Integer.toString(Ports.free()),
        "FREEHOLD_METRICS_PORT", "0",
        "FREEHOLD_LOG_LEVEL", "warn");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

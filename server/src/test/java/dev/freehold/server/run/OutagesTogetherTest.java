package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.content.testing.S3ProxyProcess;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.testing.MortalPostgresql;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.persistence.testing.TcpRelay;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.features.Closer;
import dev.freehold.server.health.Cause;
import dev.freehold.server.stores.Schemas;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database and the blob store fall silent, the vaults cut connections, and they come back, one
 * at a time, so that each set of them is down once. A request needs all three, and says which of
 * those that are down comes first on its way.
 */
@DisplayName("A server whose database, blob store and vaults go down")
@Order(1)
@Timeout(900)
class OutagesTogetherTest {

  /** Two seconds are promised; a machine that builds has other things to do. */
  private static final Duration QUICK = Duration.ofSeconds(3);

  /** Ten seconds at most are promised, and checks of vaults are 15 minutes apart. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String GOOD = "OK";
  private static final String BUCKET = "heronry";
  private static final byte[] MESSAGE =
      ("Subject: outage\r\n\r\n" + "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

  /** In the order in which a request needs them. */
  private enum Part {
    DATABASE("database-unreachable", Cause.DATABASE_DOWN),
    VAULTS("key-vault-did-not-answer", Cause.ROOTS_SILENT),
    BLOBS("blob-store-failed", Cause.BLOB_STORE_DOWN);

    private final String code;
    private final Cause cause;

    Part(String code, Cause cause) {
      this.code = code;
      this.cause = cause;
    }
  }

  private final Set<Part> down = EnumSet.noneOf(Part.class);
  @TempDir private Path folder;
  private final Closer closer = new Closer();
  private MortalPostgresql postgresql;
  private S3ProxyProcess store;
  private TcpRelay vaults;
  private FreeholdServer server;
  private TestTenant tenant;
  private MailItem item;

  @BeforeEach
  void start() throws IOException {
    postgresql = closer.add(MortalPostgresql.start());
    Files.createDirectories(folder.resolve("store").resolve(BUCKET));
    store = closer.add(new S3ProxyProcess(folder.resolve("store")));
    int vaultPort = Ports.free();
    vaults = closer.add(TcpRelay.to(vaultPort));
    DatabaseSettings.Postgresql database = postgresql.migrated(Schemas.MAIN, 10);
    server =
        started(
            Map.ofEntries(
                Map.entry("database.url", database.jdbcUrl()),
                Map.entry("database.user", database.user()),
                Map.entry("database.password", database.password()),
                Map.entry("blobs.kind", "s3"),
                Map.entry("blobs.s3.endpoint", store.endpoint().toString()),
                Map.entry("blobs.s3.bucket", BUCKET),
                Map.entry("blobs.s3.access-key", store.credentials().accessKey()),
                Map.entry("blobs.s3.secret-key", store.credentials().secretKey()),
                Map.entry("vault.port", Integer.toString(vaultPort)),
                Map.entry("vault.public-port", Integer.toString(vaults.port())),
                Map.entry("keys.lease-seconds", "1"),
                // What works has to work on a busy machine.
                Map.entry("keys.vault-timeout-seconds", "10")));
    tenant = closer.add(TestTenant.create(server, "contoso"));
    // Else the availability key stands in for silent vaults.
    tenant.client().put("/api/v1/silence-bound", Map.of("bound", "never"));
    append();
    await(this::read, GOOD::equals);
  }

  /** On a busy machine the first connections of a process take longer than a server waits. */
  private FreeholdServer started(Map<String, String> settings) {
    for (int attempt = 1; ; attempt++) {
      try {
        return closer.add(TestServer.start(folder.resolve("data"), Clock.systemUTC(), settings));
      } catch (PersistenceException slow) {
        if (attempt == 10) {
          throw slow;
        }
      }
    }
  }

  private void append() throws IOException {
    RemoteMailbox mailbox = new RemoteMailbox(tenant.client(), tenant.mailbox());
    mailbox.append(
        new AppendRequest(
            "INBOX",
            MessageFlags.NONE,
            Instant.EPOCH,
            MessageProperties.NONE,
            OptionalLong.of(MESSAGE.length),
            Optional.empty()),
        new ByteArrayInputStream(MESSAGE));
    item = mailbox.list("INBOX", 0, 1).getFirst();
  }

  @AfterEach
  void stop() throws Exception {
    for (Part part : Set.copyOf(down)) {
      comesBack(part);
    }
    closer.close();
  }

  @Test
  @DisplayName("fault67: says in time which is, whatever else is, and goes on without a restart")
  void fault67() throws Exception {
    String unused = policyThatNobodyUses();
    goesDown(Part.VAULTS);
    assertThat(check(unused)).containsExactly("didNotAnswer", "didNotAnswer");
    assertThat(fault(unused)).contains(Part.VAULTS.code);
    goesDown(Part.BLOBS);
    comesBack(Part.VAULTS);
    assertThat(fault(unused)).isEmpty();
    goesDown(Part.DATABASE);
    goesDown(Part.VAULTS);
    comesBack(Part.BLOBS);
    comesBack(Part.VAULTS);
    comesBack(Part.DATABASE);
  }

  private String policyThatNobodyUses() throws IOException {
    List<String> keys = List.of(tenant.newKey("a", "unused"), tenant.newKey("b", "unused"));
    return tenant
        .client()
        .post("/api/v1/policies", Map.of("name", "unused", "keys", keys))
        .path("id")
        .asText();
  }

  /** What each root of a policy said. */
  private List<String> check(String policy) throws IOException {
    return tenant
        .client()
        .post("/api/v1/policies/%s/check".formatted(policy), Map.of())
        .path("roots")
        .valueStream()
        .map(each -> each.path("outcome").asText())
        .toList();
  }

  /** Whose fault it is that the policy's key is not given; empty if it is. */
  private Optional<String> fault(String policy) throws IOException {
    return tenant
        .client()
        .get("/api/v1/policy-faults")
        .path("policies")
        .valueStream()
        .filter(each -> each.path("id").asText().equals(policy))
        .map(each -> each.path("code"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst();
  }

  private void goesDown(Part part) throws Exception {
    down.add(part);
    switch (part) {
      case DATABASE -> postgresql.cutOff(true);
      case BLOBS -> store.pause();
      case VAULTS -> vaults.refuse(true);
    }
    saysSo();
  }

  private void comesBack(Part part) throws Exception {
    down.remove(part);
    switch (part) {
      case DATABASE -> postgresql.cutOff(false);
      case BLOBS -> store.resume();
      case VAULTS -> vaults.refuse(false);
    }
    saysSo();
  }

  /** The code of the first that is down, without a wait; and all that can be known to operators. */
  private void saysSo() throws IOException {
    String first = down.stream().findFirst().map(part -> part.code).orElse(GOOD);
    await(this::timedRead, read -> read.answer().equals(first) && read.isQuick());
    await(() -> Monitoring.causes(server.metricsUri()), this::areCauses);
    int status = down.contains(Part.DATABASE) || down.contains(Part.BLOBS) ? 503 : 200;
    await(
        () -> Monitoring.get(server.metricsUri(), "/readyz").statusCode(),
        answered -> answered == status);
  }

  /** Without its database a node asks no vault, and may or may not know of their silence. */
  private boolean areCauses(List<String> codes) {
    return Stream.of(Part.values())
        .filter(part -> part != Part.VAULTS || !down.contains(Part.DATABASE))
        .allMatch(part -> codes.contains(part.cause.code()) == down.contains(part));
  }

  private record Read(String answer, Duration after) {
    boolean isQuick() {
      return after.compareTo(QUICK) < 0;
    }
  }

  private Read timedRead() throws IOException {
    long start = System.nanoTime();
    String answer = read();
    return new Read(answer, since(start));
  }

  /** {@link #GOOD}, or the code of the refusal. */
  private String read() throws IOException {
    RemoteMailbox mailbox = new RemoteMailbox(tenant.client(), tenant.mailbox());
    try (InputStream content = mailbox.open(item)) {
      return content.readAllBytes().length == MESSAGE.length ? GOOD : "cut short";
    } catch (MailSink.RefusedException refused) {
      return refused.code();
    }
  }

  /** Asks for something that may fail. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws IOException;
  }

  private static <T> void await(Question<T> question, Predicate<T> isIt) throws IOException {
    long start = System.nanoTime();
    T answer = question.ask();
    while (!isIt.test(answer)) {
      assertThat(since(start)).as("%s", answer).isLessThan(PATIENCE);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      answer = question.ask();
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}

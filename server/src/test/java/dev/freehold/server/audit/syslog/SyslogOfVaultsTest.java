package dev.freehold.server.audit.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.web.tls.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
    "A syslog collector gets what was done at the vaults beside what was done at the service")
@Timeout(120)
class SyslogOfVaultsTest {

  private static final Pattern SEQUENCE =
      Pattern.compile("log=\"vault-ledger\" sequence=\"([0-9]+)\"");

  private final List<String> came = new ArrayList<>();

  @TempDir Path folder;
  private LocalAuthority authority;
  private Collector collector;

  @BeforeEach
  void open() throws IOException {
    authority =
        LocalAuthority.open(
            Files.createDirectory(folder.resolve("tls")), List.of("localhost"), Clock.systemUTC());
    collector =
        Collector.start(
            authority.serverContext(List.of("localhost")), 0, false, Collector.Temper.even());
  }

  @AfterEach
  void close() throws IOException {
    collector.close();
  }

  private FreeholdServer start() {
    return TestServer.start(
        folder.resolve("data"),
        Clock.systemUTC(),
        Map.of(
            "audit.syslog.host",
            "localhost",
            "audit.syslog.port",
            Integer.toString(collector.port()),
            "audit.syslog.ca",
            authority.certificateFile().toString(),
            "audit.syslog.format",
            "jsonl"));
  }

  /** A message that has all of {@code parts}; the two logs are sent side by side. */
  private String await(String... parts) throws InterruptedException {
    Optional<String> found = among(parts);
    while (found.isEmpty()) {
      String message = collector.messages().poll(60, TimeUnit.SECONDS);
      assertThat(message).as("a message with %s", List.of(parts)).isNotNull();
      came.add(message);
      found = among(parts);
    }
    return found.get();
  }

  private Optional<String> among(String... parts) {
    return came.stream()
        .filter(message -> Arrays.stream(parts).allMatch(message::contains))
        .findFirst();
  }

  private static List<Long> sequences(List<String> messages) {
    return messages.stream()
        .map(SEQUENCE::matcher)
        .filter(Matcher::find)
        .map(found -> Long.parseLong(found.group(1)))
        .toList();
  }

  @Test
  @DisplayName("each use of a key among it, and after a restart what came since")
  void uses() throws Exception {
    try (FreeholdServer server = start();
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      await("freehold - KeyWrap ", "log=\"vault-ledger\"", "contoso-vault-");
      tenant.newKey("a", "basalt");
      assertThat(await("freehold - KeyCreate ", "log=\"vault-ledger\"", "basalt"))
          .contains("\"Workload\":\"AzureKeyVault\"");
      await("freehold - PolicyCreate ", "log=\"ledger\"");
    }
    collector.messages().drainTo(came);
    long last = sequences(came).getLast();
    came.clear();
    try (FreeholdServer server = start();
        TestTenant tenant = TestTenant.create(server, "fabrikam")) {
      tenant.newKey("a", "slate");
      await("freehold - KeyCreate ", "log=\"vault-ledger\"", "slate");
      assertThat(sequences(came)).startsWith(last + 1).isSorted();
    }
  }
}

package dev.freehold.server.audit.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.vault.tls.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** Messages up to the first that has all of {@code parts}. */
  private List<String> until(String... parts) throws InterruptedException {
    List<String> came = new ArrayList<>();
    while (came.isEmpty() || !List.of(parts).stream().allMatch(came.getLast()::contains)) {
      String message = collector.messages().poll(60, TimeUnit.SECONDS);
      assertThat(message).as("a message with %s", List.of(parts)).isNotNull();
      came.add(message);
    }
    return came;
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
    List<String> before = new ArrayList<>();
    try (FreeholdServer server = start();
        TestTenant tenant = TestTenant.create(server, "contoso")) {
      before.addAll(until("freehold - KeyWrap ", "log=\"vault-ledger\"", "contoso-vault-"));
      tenant.newKey("a", "basalt");
      before.addAll(until("freehold - KeyCreate ", "log=\"vault-ledger\"", "basalt"));
      assertThat(before.getLast()).contains("\"Workload\":\"AzureKeyVault\"");
      before.addAll(until("freehold - PolicyCreate ", "log=\"ledger\""));
    }
    collector.messages().drainTo(before);
    long last = sequences(before).getLast();
    try (FreeholdServer server = start();
        TestTenant tenant = TestTenant.create(server, "fabrikam")) {
      tenant.newKey("a", "slate");
      List<String> after = until("freehold - KeyCreate ", "log=\"vault-ledger\"", "slate");
      assertThat(sequences(after)).startsWith(last + 1).isSorted();
    }
  }
}

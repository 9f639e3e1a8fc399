package dev.freehold.server.audit.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.testing.SoloVault;
import dev.freehold.web.tls.LocalAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Audit records of vaults that run alone")
@Timeout(60)
class SinkOfVaultsTest {

  @TempDir Path folder;

  @Test
  @DisplayName("go to a syslog collector, under the login host's name, from the first start on")
  void sent() throws Exception {
    LocalAuthority authority =
        LocalAuthority.open(
            Files.createDirectory(folder.resolve("tls")), List.of("localhost"), Clock.systemUTC());
    try (Collector collector =
            Collector.start(
                authority.serverContext(List.of("localhost")), 0, false, Collector.Temper.even());
        SoloVault vault =
            SoloVault.start(
                folder.resolve("data"),
                Map.of(
                    "freehold.audit.syslog.host",
                    "localhost",
                    "freehold.audit.syslog.port",
                    Integer.toString(collector.port()),
                    "freehold.audit.syslog.ca",
                    authority.certificateFile().toString(),
                    "freehold.audit.syslog.format",
                    "jsonl",
                    "freehold.audit.syslog.tenant",
                    "vault"))) {
      String objectId = vault.application("nightly backup").path("objectId").asText();
      String message = "";
      while (!message.contains(objectId)) {
        message = collector.messages().poll(20, TimeUnit.SECONDS);
        assertThat(message).as("a message about the application").isNotNull();
        assertThat(message).contains(" login.keys.localhost ");
      }
      assertThat(message).contains("IdentityCreate", "nightly backup");
    }
  }
}

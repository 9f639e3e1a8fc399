package dev.freehold.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.PortMapping;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Vaults behind a port mapping")
class PublicPortTest {

  @TempDir Path folder;

  @Test
  @DisplayName("are used at the public port by clients and by the service of the same process")
  void publicPort() throws Exception {
    int listening = Ports.free();
    try (PortMapping mapping = PortMapping.to(listening);
        FreeholdServer server =
            TestServer.start(
                folder,
                Clock.systemUTC(),
                Map.of(
                    "vault.port",
                    Integer.toString(listening),
                    "vault.public-port",
                    Integer.toString(mapping.port())));
        TestTenant tenant = TestTenant.create(server, "meadow")) {
      assertThat(server.vaults().port()).isEqualTo(listening);
      assertThat(server.vaults().loginUri()).hasPort(mapping.port());
      assertThat(tenant.keys("a").getKey("root").getId())
          .startsWith(
              "https://meadow-vault-a.vault.freehold.localhost:%d/".formatted(mapping.port()));
    }
  }
}

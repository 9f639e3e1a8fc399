package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.testing.FreeholdProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("freehold serve")
class ServeCommandTest {

  private static final Map<String, String> FREE_PORTS =
      Map.of(
          "FREEHOLD_API_PORT", "0",
          "FREEHOLD_VAULT_PORT", "0",
          "FREEHOLD_FILES_S3_PORT", "0",
          "FREEHOLD_LOG_LEVEL", "error");

  @TempDir Path folder;

  @Test
  @DisplayName("says where the key vaults are, and goes on without them if they cannot start")
  void vaults() throws Exception {
    Path data = folder.resolve("data");
    try (FreeholdProcess server = FreeholdProcess.serve(data, FREE_PORTS)) {
      assertThat(server.saidBeforeReady()).anyMatch(line -> line.startsWith("key vaults are at h"));
      server.stop();
    }
    Files.move(data.resolve("vault/master.key"), folder.resolve("aside"));

    try (FreeholdProcess server = FreeholdProcess.serve(data, FREE_PORTS)) {
      assertThat(server.saidBeforeReady()).contains("the key vaults could not start; see the log");
      server.stop();
    }
  }
}

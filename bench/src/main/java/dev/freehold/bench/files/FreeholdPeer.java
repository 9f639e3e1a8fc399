package dev.freehold.bench.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.bench.NewTenant;
import dev.freehold.bench.ServerProcess;
import dev.freehold.server.cli.Main;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The product in its own process: a tenant, a site and an access key. */
final class FreeholdPeer {

  private FreeholdPeer() {}

  static Peer start(Path folder) throws IOException {
    int port = ServerProcess.freePort();
    Path data = folder.resolve("data");
    Process process =
        ServerProcess.java(
            Main.class,
            Map.of(
                "FREEHOLD_API_PORT", "0",
                "FREEHOLD_VAULT_PORT", "0",
                "FREEHOLD_FILES_S3_PORT", "0",
                "FREEHOLD_METRICS_PORT", "0",
                "FREEHOLD_FILES_S3_PLAIN_PORT", Integer.toString(port),
                "FREEHOLD_LOG_LEVEL", "warn"),
            "serve",
            "--data",
            data.toString());
    try {
      ServerProcess.await(process, "freehold serves at ");
      return withSite(folder, process, port);
    } catch (IOException | RuntimeException failed) {
      process.destroy();
      throw failed;
    }
  }

  private static Peer withSite(Path folder, Process process, int port) throws IOException {
    try (ApiClient asAdministrator = NewTenant.administrator(folder.resolve("data"))) {
      asAdministrator.post("/api/v1/sites", Map.of("name", Peer.BUCKET, "kind", "teamSite"));
      JsonNode key = asAdministrator.post("/api/v1/access-keys", Map.of());
      return new Peer(
          Peer.Kind.FREEHOLD,
          process,
          URI.create("http://127.0.0.1:" + port),
          key.path("id").asText(),
          key.path("secret").asText(),
          folder);
    }
  }
}

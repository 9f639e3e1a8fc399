package dev.freehold.bench.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.bench.ServerProcess;
import dev.freehold.bench.postgresql.DurableServer;
import dev.freehold.bench.vault.LoadedVault;
import dev.freehold.server.client.TrustedAuthority;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Two nodes of one key vault on a PostgreSQL server, and a client that unwraps by its RSA key. */
final class TwoVaults implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String VERSION = "?api-version=2025-07-01";
  private static final int SECRET_BYTES = 32;
  private static final long WAIT_MILLIS = 50;

  private final List<Process> processes = new ArrayList<>();
  private final List<String> urls = new ArrayList<>();

  /** For each node one: a token names the port too that it is for. */
  private final List<String> tokens = new ArrayList<>();

  private final HttpClient client;
  private final String wrapped;
  private final String keyPath;

  TwoVaults(Path folder, EmbeddedPostgres database) throws IOException, InterruptedException {
    Path first = folder.resolve("first-vault");
    String[] address = {
      database.getJdbcUrl(DurableServer.USER, "vaults"), DurableServer.USER, "trusted"
    };
    start(first, address);
    start(folder.resolve("second-vault"), address[0], address[1], address[2], first.toString());
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(TrustedAuthority.context(Files.readString(first.resolve("ca/ca.pem"))))
            .build();
    JsonNode key = call(0, "/keys/rsa/create", Map.of("kty", "RSA", "key_size", 2048)).path("key");
    keyPath = URI.create(key.path("kid").asText()).getPath();
    wrapped =
        call(0, keyPath + "/wrapkey", Map.of("alg", "RSA-OAEP-256", "value", secret()))
            .path("value")
            .asText();
  }

  private void start(Path folder, String... others) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> arguments = new ArrayList<>(List.of(folder.toString()));
    arguments.addAll(List.of(others));
    Process process =
        ServerProcess.java(LoadedVault.class, Map.of(), arguments.toArray(String[]::new));
    processes.add(process);
    Path url = folder.resolve("url");
    while (!Files.exists(url) || Files.size(url) == 0) {
      if (!process.isAlive()) {
        throw new IOException("a vault ended before it served");
      }
      TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
    }
    urls.add(Files.readString(url));
    tokens.add(Files.readString(folder.resolve("token")));
  }

  private static String secret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[SECRET_BYTES]);
  }

  List<Process> processes() {
    return processes;
  }

  /** Has one of the nodes, 0 or 1, unwrap a secret. */
  void unwrap(int node) throws IOException, InterruptedException {
    call(node, keyPath + "/unwrapkey", Map.of("alg", "RSA-OAEP-256", "value", wrapped));
  }

  private JsonNode call(int node, String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    URI url = URI.create(urls.get(node));
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path + VERSION))
            .header("Host", LoadedVault.HOST + ":" + url.getPort())
            .header("Authorization", "Bearer " + tokens.get(node))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("a vault answered %d".formatted(answer.statusCode()));
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    processes.forEach(ServerProcess::stop);
    client.close();
  }
}

package dev.freehold.shell.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freehold.powershell.run.Host;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.Credentials;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.remote.ServerAddress;
import dev.freehold.shell.remote.Servers;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** One server whose answers a test decides; what it has no answer for is not found. */
final class FakeServers implements Servers {

  static final UUID TENANT = UUID.fromString("7d5b9c1e-0000-4000-8000-00000000000a");
  static final URI MANAGEMENT = URI.create("https://management.litware.example");
  private static final JsonMapper MAPPER = new JsonMapper();

  final List<String> requests = new ArrayList<>();
  final Map<String, JsonNode> bodies = new HashMap<>();
  final List<Credentials> credentials = new ArrayList<>();
  final List<URI> asked = new ArrayList<>();
  final Map<String, String> warnings = new HashMap<>();
  private final Map<String, String> answers = new HashMap<>();
  Optional<URI> usual = Optional.of(MANAGEMENT);
  String userName = "erika@litware.example";
  boolean hasVaults = true;

  /**
   * Decides an answer.
   *
   * @param what method, host and path without the api-version
   */
  FakeServers on(String what, String json) {
    answers.put(what, json.replace('\'', '"'));
    return this;
  }

  @Override
  public ServerAddress find(URI uri, Host host) {
    asked.add(uri);
    return new ServerAddress(
        "Litware",
        URI.create("https://login.litware.example"),
        Optional.of(URI.create("https://api.litware.example")),
        "api://litware",
        Optional.of(URI.create("https://api.litware.example/graph")),
        hasVaults ? Optional.of(MANAGEMENT) : Optional.empty(),
        Optional.of("vault.litware.example"));
  }

  @Override
  public Optional<URI> usual() {
    return usual;
  }

  @Override
  public Account signIn(ServerAddress server, Credentials given, Host host) {
    credentials.add(given);
    return new Account() {
      @Override
      public String name() {
        return userName;
      }

      @Override
      public UUID tenantId() {
        return TENANT;
      }

      @Override
      public ServerAddress server() {
        return server;
      }

      @Override
      public String token(String resource) {
        throw new IllegalStateException("only a real server takes tokens");
      }
    };
  }

  @Override
  public Rest rest(URI base, String resource, Account account) {
    return new Rest() {
      @Override
      public JsonNode get(String path) {
        return send("GET", path, null);
      }

      @Override
      public JsonNode send(String method, String path, JsonNode body, Consumer<String> warning) {
        JsonNode answer = send(method, path, body);
        String plain = path.replaceFirst("[?&]api-version=[0-9.-]+", "");
        Optional.ofNullable(warnings.get("%s %s%s".formatted(method, base.getHost(), plain)))
            .ifPresent(warning);
        return answer;
      }

      @Override
      public JsonNode send(String method, String path, JsonNode body) {
        String plain = path.replaceFirst("[?&]api-version=[0-9.-]+", "");
        return answer("%s %s%s".formatted(method, base.getHost(), base.getPath() + plain), body);
      }
    };
  }

  private JsonNode answer(String what, JsonNode body) {
    requests.add(what);
    if (body != null) {
      bodies.put(what, body);
    }
    String json = answers.get(what);
    if ("no dry run".equals(json)) {
      throw new RemoteException(
          RemoteException.Kind.REFUSED, 400, "BadParameter", "This operation has no dry run.", "");
    }
    if (json == null) {
      throw new RemoteException(
          RemoteException.Kind.REFUSED, 404, "NotFound", "There is no " + what, "{}");
    }
    try {
      return json.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(what, e);
    }
  }

  @Override
  public void close() {
    requests.clear();
  }
}

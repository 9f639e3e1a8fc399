package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.Host;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks a server where its parts are. */
final class Discovery {

  private static final String OURS = "/.well-known/freehold";
  private static final String AZURES = "/metadata/endpoints?api-version=2022-09-01";
  private static final String NAME = "Freehold";
  private static final int MAX_PORT = 65_535;

  /** How AD FS, and vaults in its manner, mark the address that tokens come from. */
  private static final String ADFS = "/adfs";

  private final Exchanges exchanges;
  private final Host host;

  Discovery(Exchanges exchanges, Host host) {
    this.exchanges = exchanges;
    this.host = host;
  }

  /**
   * @param origin scheme, host and port
   */
  ServerAddress of(URI origin) {
    Exchanges.Answer ours = get(origin, OURS);
    if (ours.isSuccess()) {
      return requireOneAudience(origin, ours(ours));
    }
    Exchanges.Answer azures = get(origin, AZURES);
    if (azures.isSuccess()) {
      return azures(azures);
    }
    throw Failures.invalidAnswer(
        origin,
        "neither %s nor /metadata/endpoints there says where its parts are".formatted(OURS));
  }

  private Exchanges.Answer get(URI origin, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .timeout(RemoteLimits.CALL_TIMEOUT)
            .header("Accept", "application/json")
            .GET()
            .build();
    return exchanges.send(request, Optional.of(host));
  }

  private static ServerAddress ours(Exchanges.Answer answer) {
    JsonNode json = answer.json();
    return new ServerAddress(
        NAME,
        required(answer, json.path("authority")),
        uri(answer, json.path("api")),
        json.path("apiAudience").asText(""),
        uri(answer, json.path("graph")),
        uri(answer, json.path("management")),
        suffix(answer, json.path("vaultSuffix")));
  }

  /**
   * Tokens for the API and the directory have the same audience at every server, so they go to
   * nobody but who gives them: a server that names another's sign-in beside an API of its own would
   * collect the other's tokens. Those for management and vaults, and all that Azure's document
   * leads to, have the address that they go to as their audience, wherever they are had.
   */
  private static ServerAddress requireOneAudience(URI origin, ServerAddress server) {
    Stream.concat(server.api().stream(), server.graph().stream())
        .filter(part -> !Siblings.isSameOrigin(part, server.authority()))
        .findFirst()
        .ifPresent(
            part -> {
              throw Failures.untrusted(
                  "token-elsewhere",
                  ("%s names %s to sign in at, but would have its tokens sent to %s. No server does"
                          + " that to its own users; nothing was sent.")
                      .formatted(
                          Failures.origin(origin),
                          Failures.origin(server.authority()),
                          Failures.origin(part)));
            });
    return server;
  }

  /** Some clouds answer with a list of themselves. */
  private static ServerAddress azures(Exchanges.Answer answer) {
    JsonNode json = answer.json().isArray() ? answer.json().path(0) : answer.json();
    String login = required(answer, json.at("/authentication/loginEndpoint")).toString();
    Optional<URI> management = uri(answer, json.path("resourceManager"));
    // Vaults without a directory name themselves in its place.
    Optional<URI> graph =
        uri(answer, json.path("microsoftGraphResourceId"))
            .filter(named -> !Optional.of(named).equals(management));
    return new ServerAddress(
        Shown.line(json.path("name").asText(NAME)),
        URI.create(
            login.endsWith(ADFS) ? login.substring(0, login.length() - ADFS.length()) : login),
        Optional.empty(),
        graph.map(URI::toString).orElse(""),
        graph,
        management,
        suffix(answer, json.at("/suffixes/keyVaultDns")));
  }

  private static URI required(Exchanges.Answer answer, JsonNode value) {
    return uri(answer, value)
        .orElseThrow(
            () -> Failures.invalidAnswer(answer.uri(), "it does not say where to sign in"));
  }

  private static Optional<URI> uri(Exchanges.Answer answer, JsonNode value) {
    if (!value.isTextual() || value.asText().isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(value.asText().replaceFirst("/+$", ""));
      if ("https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() <= MAX_PORT
          && uri.getUserInfo() == null
          && uri.getQuery() == null) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException malformed) {
      throw notHttps(answer);
    }
    throw notHttps(answer);
  }

  private static Optional<String> suffix(Exchanges.Answer answer, JsonNode value) {
    if (!value.isTextual() || value.asText().isEmpty()) {
      return Optional.empty();
    }
    String suffix = value.asText().replaceFirst("^\\.", "");
    if (!suffix.matches("[0-9A-Za-z.-]+(:[0-9]{1,5})?") || !isDomain(suffix)) {
      throw notHttps(answer);
    }
    return Optional.of(suffix);
  }

  /**
   * Whether a name in front makes it a host; not with two dots in a row, nor with a number last.
   */
  private static boolean isDomain(String suffix) {
    URI any = URI.create("https://any." + suffix);
    return any.getHost() != null && any.getPort() <= MAX_PORT;
  }

  private static RemoteException notHttps(Exchanges.Answer answer) {
    return Failures.invalidAnswer(answer.uri(), "it names what is no https address");
  }
}

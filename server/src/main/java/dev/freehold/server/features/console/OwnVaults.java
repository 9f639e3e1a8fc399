package dev.freehold.server.features.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.api.VaultApi;
import dev.freehold.console.api.VaultCall;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.policy.NetworkRules;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.web.client.AnswerTooLongException;
import dev.freehold.web.client.Certificates;
import dev.freehold.web.client.HttpsClient;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.tls.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the key vaults of this process for people of the console, by HTTPS as every client does.
 * The tokens for it are the people's own and never leave the process. Thread-safe.
 */
public final class OwnVaults implements AutoCloseable {

  private static final String ACTOR = "system:console";
  private static final Logger LOG = LoggerFactory.getLogger(OwnVaults.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** A large RSA key takes its time. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  private static final int MAX_ANSWER_BYTES = 4 << 20;

  /** What may stand before the domain; anything else could name another host. */
  private static final Pattern VAULT_NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{0,126}");

  private final VaultServer server;
  private final Users users;
  private final TokenIssuer issuer;
  private final HttpsClient http;

  /**
   * Calls the vaults of {@code server}.
   *
   * @param identity the certificate that they show, and nothing else is trusted
   * @param issuer makes the tokens, which the vaults trust
   */
  public OwnVaults(VaultServer server, TlsIdentity identity, Users users, TokenIssuer issuer) {
    this.server = server;
    this.users = users;
    this.issuer = issuer;
    this.http = new HttpsClient(Certificates.context(identity.trust()), CONNECT_TIMEOUT);
  }

  /**
   * The vaults as {@code person} may use them.
   *
   * @param address where the person's requests come from
   */
  VaultApi of(Caller person, String address) {
    return new PersonsVaults(person, address);
  }

  @Override
  public void close() {
    http.close();
  }

  private final class PersonsVaults implements VaultApi {
    private final Caller person;
    private final String address;
    private final Map<String, String> tokens = new HashMap<>();

    PersonsVaults(Caller person, String address) {
      this.person = person;
      this.address = address;
    }

    @Override
    public Optional<String> domain() {
      return Optional.of(URI.create(server.resource()).getAuthority());
    }

    @Override
    public ApiAnswer call(VaultCall call) {
      if (call.vault().filter(name -> !VAULT_NAME.matcher(name).matches()).isPresent()) {
        return refused(404, "VaultNotFound", "There is no vault at this address.");
      }
      try {
        Optional<String> shut = call.vault().filter(name -> !admits(name));
        return shut.isPresent() ? notListed(shut.get()) : send(call);
      } catch (VaultException unreadable) {
        return refused(500, unreadable.code(), unreadable.getMessage());
      }
    }

    /**
     * To the vault, all these requests come from this process: its own rules see no other. A vault
     * of another tenant refuses by itself.
     */
    private boolean admits(String vault) {
      return server
          .administration(ACTOR)
          .vault(vault)
          .filter(found -> found.tenantId().equals(person.tenantId()))
          .map(found -> found.settings().network().judge(address))
          .filter(verdict -> verdict != NetworkRules.Verdict.ADMITTED)
          .isEmpty();
    }

    private ApiAnswer notListed(String vault) {
      return refused(
          403,
          "ForbiddenByFirewall",
          "The network rules of the vault %s do not admit your address, %s."
              .formatted(vault, address));
    }

    private ApiAnswer send(VaultCall call) {
      boolean ofVault = call.vault().isPresent();
      String base =
          call.vault()
              .map(name -> server.vaultUri(name).toString())
              .orElseGet(server::managementResource);
      String audience = ofVault ? server.resource() : server.managementResource();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + call.path()))
              .timeout(ANSWER_TIMEOUT)
              .header("Accept", "application/json")
              .header("User-Agent", "Freehold console, for " + address)
              .header("Authorization", "Bearer " + tokens.computeIfAbsent(audience, this::token))
              .method(
                  call.method(),
                  call.json().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
      if (call.json().isPresent()) {
        request.header("Content-Type", "application/json");
      }
      try {
        return answer(http.send(request.build(), MAX_ANSWER_BYTES, ANSWER_TIMEOUT));
      } catch (AnswerTooLongException tooLong) {
        return refused(502, "vault-wrong-answer", "the vault's answer is too long for a page");
      } catch (IOException failed) {
        LOG.warn("a vault of this process did not answer the console", failed);
        return refused(503, "vault-did-not-answer", "the vault did not answer; try again");
      }
    }

    private String token(String audience) {
      User user =
          users
              .find(person.tenantId(), person.objectId().toString())
              .orElseThrow(ProblemException::forbidden);
      return issuer
          .forUser(user, person.signedInAt().orElseThrow(), person.factors(), audience)
          .accessToken();
    }
  }

  private static ApiAnswer answer(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      Map<String, String> headers = new LinkedHashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new ApiAnswer.Done(status, headers, response.body());
    }
    try {
      JsonNode error = JSON.readTree(response.body()).path("error");
      String inner = error.at("/innererror/code").asText("");
      return refused(
          status,
          inner.isEmpty() ? error.path("code").asText("Unknown") : inner,
          error.path("message").asText(""));
    } catch (IOException notJson) {
      return refused(502, "vault-wrong-answer", "the vault answered with status " + status);
    }
  }

  private static ApiAnswer refused(int status, String code, String detail) {
    return new ApiAnswer.Refused(new Problem(status, code, detail));
  }
}

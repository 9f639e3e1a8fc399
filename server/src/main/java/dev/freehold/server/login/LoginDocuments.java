package dev.freehold.server.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.tokens.CodeChallenge;
import dev.freehold.custody.tokens.IssuerName;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.server.http.Json;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The discovery documents and keys that clients read before they ask for a token, and to verify
 * one. Thread-safe.
 */
public final class LoginDocuments {

  /** The operator's tenant has no vaults. */
  private static final String OPERATORS = "operator";

  private static final Realm.OfClient ADFS = new Realm.OfClient(Realm.ADFS);

  private final Tenants tenants;
  private final TokenIssuer issuer;
  private final Clock clock;

  /** Answers with documents about {@code issuer}, such as its discovery document. */
  public LoginDocuments(Tenants tenants, TokenIssuer issuer, Clock clock) {
    this.tenants = tenants;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The discovery document of a tenant, by its GUID or name, or of {@code common}. */
  public LoginReply discovery(URI own, String segment) {
    return switch (Realm.of(segment, tenants)) {
      case Realm.OfTenant tenant ->
          LoginReply.ok(Discovery.of(own + "/" + tenant.id(), tenant.issuer(own)));
      case Realm.OfClient client when client.isAdfs() -> notFound();
      case Realm.OfClient client ->
          LoginReply.ok(Discovery.of(own + "/" + client.segment(), client.issuer(own)));
      case Realm.OfNobody _ -> refused(LoginRefusal.unknownTenant());
    };
  }

  /** The discovery document in the manner of AD FS. */
  public LoginReply adfsDiscovery(URI own) {
    return LoginReply.ok(Discovery.ofAdfs(own + "/" + Realm.ADFS, ADFS.issuer(own)));
  }

  /**
   * What Azure CLI reads to learn which tenant a word stands for: it takes the issuer's first
   * segment. Where there is but one tenant, {@code adfs} stands for that; elsewhere the CLI shows
   * its user the refusal, which says what to type.
   */
  public LoginReply tenantOfCommandLine(URI own, String segment) {
    return switch (Realm.of(segment, tenants)) {
      case Realm.OfTenant known -> ofCommandLine(own, known.id());
      case Realm.OfClient client ->
          onlyTenant()
              .map(id -> ofCommandLine(own, id))
              .orElseGet(() -> refused(LoginRefusal.tenantNotNamed(client.segment())));
      case Realm.OfNobody _ -> refused(LoginRefusal.unknownTenant());
    };
  }

  private static LoginReply ofCommandLine(URI own, UUID tenant) {
    return LoginReply.ok(
        Discovery.ofAdfs(own + "/" + Realm.ADFS, new IssuerName(own).forTenant(tenant)));
  }

  private Optional<UUID> onlyTenant() {
    List<Tenant> all =
        tenants.list("").stream().filter(tenant -> !tenant.name().equals(OPERATORS)).toList();
    return all.size() == 1 ? Optional.of(all.getFirst().id()) : Optional.empty();
  }

  /** The public keys; they are the same for every tenant. */
  public LoginReply keys() {
    try {
      return LoginReply.ok(Json.MAPPER.readTree(issuer.jwksJson()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a key set is JSON", impossible);
    }
  }

  /** Tells clients that this host is an authority of its own, with no other name. */
  public LoginReply instance(URI own) {
    String host = own.getAuthority();
    return LoginReply.ok(
        new Instance(
            own + "/common/v2.0/.well-known/openid-configuration",
            "1.1",
            List.of(new Network(host, host, List.of(host)))));
  }

  /** Tells clients that people sign in here and not at another place. */
  public LoginReply userRealm(URI own, String user) {
    String domain = user.substring(user.indexOf('@') + 1);
    return LoginReply.ok(new UserRealm("1.0", "Managed", domain, own.getHost(), own.toString()));
  }

  LoginReply notFound() {
    return refused(LoginRefusal.notFound());
  }

  private LoginReply refused(LoginRefusal refusal) {
    return refusal.reply(Optional.empty(), clock.instant());
  }

  private record Discovery(
      @JsonProperty("issuer") String issuer,
      @JsonProperty("authorization_endpoint") String authorization,
      @JsonProperty("token_endpoint") String token,
      @JsonProperty("device_authorization_endpoint") String device,
      @JsonProperty("jwks_uri") String keys,
      @JsonProperty("token_endpoint_auth_methods_supported") List<String> clientAuthentication,
      @JsonProperty("response_types_supported") List<String> responseTypes,
      @JsonProperty("response_modes_supported") List<String> responseModes,
      @JsonProperty("code_challenge_methods_supported") List<String> challengeMethods,
      @JsonProperty("authorization_response_iss_parameter_supported") boolean namesIssuer,
      @JsonProperty("subject_types_supported") List<String> subjectTypes,
      @JsonProperty("id_token_signing_alg_values_supported") List<String> algorithms,
      @JsonProperty("scopes_supported") List<String> scopes,
      @JsonProperty("grant_types_supported") List<String> grantTypes) {

    static Discovery of(String base, String issuer) {
      String oauth = base + "/oauth2/v2.0";
      return at(oauth, oauth + "/token", base + "/discovery/v2.0/keys", issuer);
    }

    /** The slash at the end of the token's endpoint is AD FS's own. */
    static Discovery ofAdfs(String base, String issuer) {
      String oauth = base + "/oauth2";
      return at(oauth, oauth + "/token/", base + "/discovery/keys", issuer);
    }

    private static Discovery at(String oauth, String token, String keys, String issuer) {
      return new Discovery(
          issuer,
          oauth + "/authorize",
          token,
          oauth + "/devicecode",
          keys,
          List.of("client_secret_post", "client_secret_basic", "none"),
          List.of(BrowserAsk.CODE),
          ResponseMode.WORDS,
          List.of(CodeChallenge.METHOD),
          true,
          List.of("pairwise"),
          List.of("RS256"),
          List.of("openid", "profile", "offline_access"),
          TokenEndpoint.GRANTS);
    }
  }

  private record Instance(
      @JsonProperty("tenant_discovery_endpoint") String discovery,
      @JsonProperty("api-version") String apiVersion,
      @JsonProperty("metadata") List<Network> metadata) {}

  private record Network(
      @JsonProperty("preferred_network") String network,
      @JsonProperty("preferred_cache") String cache,
      @JsonProperty("aliases") List<String> aliases) {}

  private record UserRealm(
      @JsonProperty("ver") String version,
      @JsonProperty("account_type") String accountType,
      @JsonProperty("domain_name") String domain,
      @JsonProperty("cloud_instance_name") String cloud,
      @JsonProperty("cloud_audience_urn") String audience) {}
}

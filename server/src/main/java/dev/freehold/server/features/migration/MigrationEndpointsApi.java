package dev.freehold.server.features.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.MigrationEndpoints;
import dev.freehold.mail.migration.NewEndpoint;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInKind;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.mail.migration.imap.ConnectionSecurity;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourcePassword;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** IMAP servers that the caller's tenant brings mail from. */
final class MigrationEndpointsApi {

  private static final int IMAP_PORT = 143;
  private static final int IMAPS_PORT = 993;

  private final MigrationEndpoints endpoints;

  MigrationEndpointsApi(MigrationEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** {@code POST /api/v1/migration-endpoints}; without a port it is the usual one. */
  void create(Exchange exchange) throws IOException {
    NewEndpoint wanted = exchange.json(Wanted.class).endpoint();
    try (SourcePassword _ = wanted.secret()) {
      MigrationEndpoint made =
          endpoints.create(exchange.caller().tenantId(), wanted, exchange.actor());
      exchange.reply(201, View.of(made));
    }
  }

  /** {@code GET /api/v1/migration-endpoints}. */
  void list(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        new Page(endpoints.list(exchange.caller().tenantId()).stream().map(View::of).toList()));
  }

  /** {@code GET /api/v1/migration-endpoints/{endpoint}}, by name or id. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(
        200, View.of(endpoints.require(exchange.caller().tenantId(), exchange.path("endpoint"))));
  }

  /** {@code DELETE /api/v1/migration-endpoints/{endpoint}}, of which no batch is left. */
  void delete(Exchange exchange) {
    endpoints.delete(exchange.caller().tenantId(), exchange.path("endpoint"), exchange.actor());
    exchange.reply(204);
  }

  /** {@code POST /api/v1/migration-server-tests}, of an endpoint or of a server without one. */
  void test(Exchange exchange) throws IOException {
    Tested tested = exchange.json(Tested.class);
    tested.requireOne();
    UUID tenant = exchange.caller().tenantId();
    try {
      if (tested.endpoint() != null) {
        endpoints.test(tenant, tested.endpoint());
      } else {
        NewEndpoint server = tested.server();
        try (SourcePassword _ = server.secret()) {
          endpoints.test(tenant, server);
        }
      }
      exchange.reply(200, new TestView("success", null, null));
    } catch (MailException e) {
      if (e.error() != MailError.MIGRATION_SERVER_UNUSABLE
          && e.error() != MailError.MIGRATION_SERVER_REFUSED) {
        throw e;
      }
      exchange.reply(200, new TestView("failed", e.code(), e.getMessage()));
    }
  }

  private static ConnectionSecurity how(String security) {
    if (security == null) {
      return ConnectionSecurity.SSL;
    }
    return Wire.constant(ConnectionSecurity.class, security)
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "security must be one of " + Wire.words(ConnectionSecurity.class)));
  }

  private static int chosenPort(Integer port, ConnectionSecurity how) {
    int usual = how == ConnectionSecurity.SSL ? IMAPS_PORT : IMAP_PORT;
    return port == null ? usual : port;
  }

  record Tested(
      String endpoint,
      String remoteServer,
      Integer port,
      String security,
      Boolean acceptUntrustedCertificates) {

    void requireOne() {
      if ((endpoint == null) == (remoteServer == null)) {
        throw ProblemException.badRequest("name either an endpoint or a remoteServer");
      }
    }

    /** A server with nothing to sign in with. */
    NewEndpoint server() {
      ConnectionSecurity how = how(security);
      return new NewEndpoint(
          "test",
          remoteServer,
          chosenPort(port, how),
          how,
          BatchFields.isSet(acceptUntrustedCertificates)
              ? CertificateTrust.ANY
              : CertificateTrust.PUBLIC,
          SignInMethod.BASIC,
          SourcePassword.none(),
          1,
          0,
          false);
    }
  }

  record TestView(String result, String code, String message) {}

  record Wanted(
      @Required String name,
      @Required String remoteServer,
      Integer port,
      String security,
      String authentication,
      String administrator,
      String administratorPassword,
      String userNameForm,
      String clientId,
      String clientSecret,
      String tokenUri,
      String scope,
      Integer maxConcurrentMigrations,
      Integer maxMessagesPerHour,
      Boolean acceptUntrustedCertificates,
      String certificateAuthority,
      String certificateFingerprint,
      Boolean skipVerification) {

    /** The endpoint with its secret, which the caller closes. */
    NewEndpoint endpoint() {
      ConnectionSecurity how = how(security);
      return new NewEndpoint(
          name,
          remoteServer,
          chosenPort(port, how),
          how,
          trust(),
          signIn(),
          SourcePassword.takeOver(
              (orNone(administratorPassword) + orNone(clientSecret)).getBytes(UTF_8)),
          maxConcurrentMigrations == null
              ? MigrationLimits.MAX_CONCURRENT
              : maxConcurrentMigrations,
          maxMessagesPerHour == null ? 0 : maxMessagesPerHour,
          BatchFields.isSet(skipVerification));
    }

    /** Fingerprints are written with colons by some programs and without by others. */
    private CertificateTrust trust() {
      return new CertificateTrust(
          BatchFields.isSet(acceptUntrustedCertificates),
          orNone(certificateAuthority),
          orNone(certificateFingerprint).replace(":", "").toLowerCase(Locale.ROOT));
    }

    private SignInMethod signIn() {
      SignInKind kind =
          authentication == null
              ? SignInKind.BASIC
              : Wire.constant(SignInKind.class, authentication)
                  .orElseThrow(
                      () ->
                          ProblemException.badRequest(
                              "authentication must be one of " + Wire.words(SignInKind.class)));
      if (kind.usesTokens()
          ? administrator != null || administratorPassword != null
          : clientId != null || clientSecret != null) {
        throw ProblemException.badRequest(
            "an administrator signs in with a password and a client with a token; give the members"
                + " of the authentication");
      }
      String form =
          userNameForm == null && kind == SignInKind.MASTER_USER
              ? SignInMethod.USER + "*" + SignInMethod.ADMINISTRATOR
              : orNone(userNameForm);
      return new SignInMethod(
          kind, orNone(administrator) + orNone(clientId), form, orNone(tokenUri), orNone(scope));
    }

    private static String orNone(String text) {
      return text == null ? "" : text;
    }

    /** Shows nothing that is secret. */
    @Override
    public String toString() {
      return "Wanted[" + name + "]";
    }
  }

  record View(
      UUID id,
      String name,
      String type,
      String remoteServer,
      int port,
      String security,
      String authentication,
      String administrator,
      String userNameForm,
      String clientId,
      String tokenUri,
      String scope,
      int maxConcurrentMigrations,
      Integer maxMessagesPerHour,
      boolean acceptUntrustedCertificates,
      String certificateAuthority,
      String certificateFingerprint,
      String createdAt) {
    static View of(MigrationEndpoint endpoint) {
      SignInMethod signIn = endpoint.signIn();
      boolean usesTokens = signIn.kind().usesTokens();
      return new View(
          endpoint.id(),
          endpoint.name(),
          "imap",
          endpoint.server(),
          endpoint.port(),
          Wire.word(endpoint.security()),
          Wire.word(signIn.kind()),
          usesTokens ? null : known(signIn.name()),
          known(signIn.userForm()),
          usesTokens ? signIn.name() : null,
          known(signIn.tokenUri()),
          known(signIn.scope()),
          endpoint.maxConcurrent(),
          endpoint.messagesPerHour() == 0 ? null : endpoint.messagesPerHour(),
          endpoint.acceptUntrusted(),
          known(endpoint.trust().authority()),
          known(endpoint.trust().pin()),
          endpoint.createdAt().toString());
    }

    private static String known(String text) {
      return text.isEmpty() ? null : text;
    }
  }

  record Page(List<View> migrationEndpoints) {}
}

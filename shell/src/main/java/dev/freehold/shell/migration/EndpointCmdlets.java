package dev.freehold.shell.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsCredential;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.ServerCmdlet;
import dev.freehold.shell.view.CmdletTypes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** New-, Get- and Remove-MigrationEndpoint. */
final class EndpointCmdlets {

  static final String PATH = "/api/v1/migration-endpoints";

  private static final String NEW = "New-MigrationEndpoint";

  /** The most that servers take; published commands ask for the original's 50. */
  private static final int MAX_CONCURRENT_MIGRATIONS = 20;

  private static final String IMAP = "IMAP";

  /** Authentications of clients; with all others a credential is an administrator's. */
  private static final Set<String> WITH_TOKENS = Set.of("clientcredentials", "refreshtoken");

  private static final String TYPES = "Microsoft.Exchange.Data.Storage.Management.";

  private final Supplier<Rest> rest;

  EndpointCmdlets(Supplier<Rest> rest) {
    this.rest = rest;
  }

  CmdletInfo create() {
    return ServerCmdlet.named(
            NEW, MigrationCmdlets.MODULE, "Adds an IMAP server from which mail is migrated.")
        .defaultSet(IMAP)
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Parameter.text("Name").mandatory().at(0),
            Parameter.flag(IMAP).in(IMAP).mandatory(),
            Parameter.text("RemoteServer").in(IMAP).mandatory(),
            Parameter.of("Port", PsKind.INT).in(IMAP),
            Parameter.of(
                    "Security",
                    ArgumentTypes.choice(TYPES + "IMAPSecurityMechanism", "None", "Ssl", "Tls"))
                .in(IMAP),
            Parameter.of(
                    "Authentication",
                    ArgumentTypes.choice(
                        TYPES + "AuthenticationMethod",
                        "Basic",
                        "Ntlm",
                        "AuthzId",
                        "MasterUser",
                        "ClientCredentials",
                        "RefreshToken"))
                .in(IMAP),
            Parameter.of("Credentials", PsKind.CREDENTIAL).in(IMAP),
            Parameter.text("UserNameForm").in(IMAP),
            Parameter.text("ClientId").in(IMAP),
            Parameter.text("TokenUri").in(IMAP),
            Parameter.text("Scope").in(IMAP),
            Parameter.of("MaxConcurrentMigrations", PsKind.INT),
            Parameter.of("MaxMessagesPerHour", PsKind.INT),
            Parameter.of("MaxConcurrentIncrementalSyncs", PsKind.INT),
            Parameter.flag("AcceptUntrustedCertificates").in(IMAP),
            Parameter.text("CertificateAuthority").in(IMAP),
            Parameter.text("CertificateFingerprint").in(IMAP),
            Parameter.flag("SkipVerification"))
        .writes(CmdletTypes.MIGRATION_ENDPOINT)
        .does(() -> this::create);
  }

  private void create(Invocation call) {
    Calls.ignore(
        call,
        "mailboxes that are copied again have the same places as those copied first.",
        "MaxConcurrentIncrementalSyncs");
    number(call.bound(), "MaxConcurrentMigrations")
        .filter(number -> number > MAX_CONCURRENT_MIGRATIONS)
        .ifPresent(
            number ->
                call.warning(
                    "%d mailboxes are migrated at a time, which is the most, and not %d."
                        .formatted(MAX_CONCURRENT_MIGRATIONS, number)));
    String name = call.bound().text("Name").orElse("");
    if (call.shouldProcess(name, NEW)) {
      Calls.guard(
          call,
          name,
          () ->
              call.write(
                  MigrationObjects.endpoint(
                      rest.get().send("POST", PATH, wanted(call.bound(), name)))));
    }
  }

  private static ObjectNode wanted(Bound bound, String name) {
    ObjectNode wanted =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("remoteServer", bound.text("RemoteServer").orElse(""))
            .put("acceptUntrustedCertificates", bound.flag("AcceptUntrustedCertificates"))
            .put("skipVerification", bound.flag("SkipVerification"));
    number(bound, "MaxMessagesPerHour")
        .ifPresent(number -> wanted.put("maxMessagesPerHour", number));
    number(bound, "Port").ifPresent(port -> wanted.put("port", port));
    number(bound, "MaxConcurrentMigrations")
        .ifPresent(
            number ->
                wanted.put("maxConcurrentMigrations", Math.min(number, MAX_CONCURRENT_MIGRATIONS)));
    word(bound, "Security").ifPresent(word -> wanted.put("security", word));
    word(bound, "Authentication").ifPresent(word -> wanted.put("authentication", word));
    put(bound, "UserNameForm", wanted, "userNameForm");
    put(bound, "ClientId", wanted, "clientId");
    put(bound, "TokenUri", wanted, "tokenUri");
    put(bound, "Scope", wanted, "scope");
    put(bound, "CertificateAuthority", wanted, "certificateAuthority");
    put(bound, "CertificateFingerprint", wanted, "certificateFingerprint");
    boolean usesTokens = word(bound, "Authentication").filter(WITH_TOKENS::contains).isPresent();
    Object given = bound.value("Credentials");
    PsCredential.userName(given)
        .ifPresent(who -> wanted.put(usesTokens ? "clientId" : "administrator", who));
    Optional<String> secret =
        PsCredential.password(given).map(text -> text.reveal(chars -> new String(chars)));
    secret.ifPresent(
        text -> wanted.put(usesTokens ? "clientSecret" : "administratorPassword", text));
    return wanted;
  }

  private static void put(Bound bound, String name, ObjectNode wanted, String member) {
    bound.text(name).ifPresent(text -> wanted.put(member, text));
  }

  private static Optional<Integer> number(Bound bound, String name) {
    return bound.value(name) instanceof Integer number ? Optional.of(number) : Optional.empty();
  }

  private static Optional<String> word(Bound bound, String name) {
    return bound.text(name).map(word -> word.toLowerCase(Locale.ROOT));
  }

  CmdletInfo get() {
    return ServerCmdlet.named(
            "Get-MigrationEndpoint",
            MigrationCmdlets.MODULE,
            "Shows the servers from which mail is migrated.")
        .with(Calls.identity(), Parameter.any("ResultSize"))
        .writes(CmdletTypes.MIGRATION_ENDPOINT)
        .does(() -> this::get);
  }

  private void get(Invocation call) {
    Optional<String> identity = call.bound().text("Identity").filter(text -> !text.isEmpty());
    long limit = Calls.resultSize(call.bound());
    Calls.guard(
        call,
        identity.orElse(""),
        () -> {
          if (identity.isPresent()) {
            JsonNode view = rest.get().get(Calls.path(PATH, identity.get()));
            call.write(MigrationObjects.endpoint(view));
            return;
          }
          long written = 0;
          for (JsonNode view : rest.get().get(PATH).path("migrationEndpoints")) {
            if (written++ == limit) {
              return;
            }
            call.write(MigrationObjects.endpoint(view));
          }
        });
  }

  CmdletInfo remove() {
    return ServerCmdlet.named(
            "Remove-MigrationEndpoint",
            MigrationCmdlets.MODULE,
            "Removes a server that no batch uses.")
        .confirms(ConfirmImpact.HIGH)
        .with(Calls.identity().mandatory())
        .does(
            () ->
                call -> {
                  String identity = call.bound().text("Identity").orElse("");
                  if (call.shouldProcess(identity, "Remove-MigrationEndpoint")) {
                    Calls.guard(
                        call,
                        identity,
                        () -> rest.get().send("DELETE", Calls.path(PATH, identity), null));
                  }
                });
  }
}

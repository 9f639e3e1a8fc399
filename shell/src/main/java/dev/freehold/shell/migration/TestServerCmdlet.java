package dev.freehold.shell.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.ServerCmdlet;
import java.util.Locale;
import java.util.function.Supplier;

/** Test-MigrationServerAvailability: whether a server answers as a migration needs. */
final class TestServerCmdlet {

  private static final String IMAP = "IMAP";
  private static final String ENDPOINT = "Endpoint";

  private final Supplier<Rest> rest;

  TestServerCmdlet(Supplier<Rest> rest) {
    this.rest = rest;
  }

  CmdletInfo info() {
    return ServerCmdlet.named(
            "Test-MigrationServerAvailability",
            MigrationCmdlets.MODULE,
            "Tests whether mail can be migrated from a server.")
        .defaultSet(IMAP)
        .with(
            Parameter.text(ENDPOINT).in(ENDPOINT).mandatory(),
            Parameter.flag(IMAP).in(IMAP).mandatory(),
            Parameter.text("RemoteServer").in(IMAP).mandatory(),
            Parameter.of("Port", PsKind.INT).in(IMAP).mandatory(),
            Parameter.of(
                    "Security",
                    ArgumentTypes.choice(
                        "Microsoft.Exchange.Data.Storage.Management.IMAPSecurityMechanism",
                        "None",
                        "Ssl",
                        "Tls"))
                .in(IMAP),
            Parameter.flag("AcceptUntrustedCertificates").in(IMAP))
        .does(() -> this::test);
  }

  private void test(Invocation call) {
    Bound bound = call.bound();
    String server = bound.text(ENDPOINT).or(() -> bound.text("RemoteServer")).orElse("");
    Calls.guard(
        call,
        server,
        () -> {
          JsonNode view = rest.get().send("POST", "/api/v1/migration-server-tests", wanted(bound));
          call.write(
              PsObject.custom()
                  .with("Result", MigrationObjects.word(view, "result"))
                  .with("Message", view.path("message").asText(""))
                  .with("ErrorDetail", view.path("code").asText(""))
                  .with("SupportsCutover", false)
                  .with("TestedEndpoint", server)
                  .with("IsValid", true));
        });
  }

  private static ObjectNode wanted(Bound bound) {
    ObjectNode wanted = JsonNodeFactory.instance.objectNode();
    bound.text(ENDPOINT).ifPresent(name -> wanted.put("endpoint", name));
    bound
        .text("RemoteServer")
        .ifPresent(
            name ->
                wanted
                    .put("remoteServer", name)
                    .put("acceptUntrustedCertificates", bound.flag("AcceptUntrustedCertificates")));
    if (bound.value("Port") instanceof Integer port) {
      wanted.put("port", port);
    }
    bound.text("Security").ifPresent(word -> wanted.put("security", word.toLowerCase(Locale.ROOT)));
    return wanted;
  }
}

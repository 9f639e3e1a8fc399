package dev.freehold.server.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.cli.options.CallerOptions;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freehold status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Prints for each policy whether its key is given, and if not whose fault it is: "
          + "key-access-refused (the tenant's vaults refuse), key-vault-address-refused (their "
          + "networks do not let this node in), key-vault-did-not-answer, "
          + "availability-key-missing (this node lacks its keys) and so on.",
      "An operator sees the policies of all tenants by their ids; a tenant's administrator "
          + "sees the tenant's own by name. The answer is that of the node that is asked. Ends "
          + "with 1 if a key is not given, or with 4 and the code if a database is down."
    })
public final class StatusCommand implements Callable<Integer> {

  private static final String OWN = "/api/v1/policy-faults";

  @Mixin private CallerOptions caller;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    AtomicBoolean isWell = new AtomicBoolean();
    caller.call(
        client ->
            isWell.set(
                isOperator(client) ? printAll(client, out) : print(client.get(OWN), "", out)));
    out.flush();
    return isWell.get() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private static boolean isOperator(ApiClient client) throws IOException {
    return client
        .get("/api/v1/me")
        .path("roles")
        .valueStream()
        .anyMatch(role -> role.asText().equals("OPERATOR"));
  }

  private static boolean printAll(ApiClient client, PrintWriter out) throws IOException {
    boolean isWell = true;
    for (String id : TenantPages.ids(client::get)) {
      isWell &=
          print(
              client.get("/api/v1/operator/tenants/%s/policy-faults".formatted(id)),
              "tenant %s  ".formatted(id),
              out);
    }
    return isWell;
  }

  /** Prints a line for each policy; true if the keys of all are given. */
  private static boolean print(JsonNode faults, String before, PrintWriter out) {
    boolean isWell = true;
    for (JsonNode policy : faults.path("policies")) {
      isWell &= !policy.hasNonNull("code");
      out.printf(
          "%spolicy %s  %s%s  %s%s%n",
          before,
          policy.path("id").asText(),
          policy.path("kind").asText(),
          policy.hasNonNull("name") ? "  " + PrintableText.of(policy.path("name").asText()) : "",
          policy.hasNonNull("code") ? policy.path("code").asText() : "ok",
          details(policy));
    }
    return isWell;
  }

  private static String details(JsonNode policy) {
    String roots =
        policy
            .path("roots")
            .valueStream()
            .map(root -> "%d %s".formatted(root.path("root").asInt(), word(root)))
            .collect(Collectors.joining(", "));
    return (roots.isEmpty() ? "" : "  roots: " + roots)
        + (policy.path("byAvailabilityKey").asBoolean() ? "  by the availability key" : "");
  }

  private static String word(JsonNode root) {
    return root.hasNonNull("code")
        ? "%s (%s)".formatted(root.path("outcome").asText(), root.path("code").asText())
        : root.path("outcome").asText();
  }
}

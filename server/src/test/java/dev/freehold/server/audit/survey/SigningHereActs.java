package dev.freehold.server.audit.survey;

import static dev.freehold.server.audit.survey.RouteTrial.given;
import static dev.freehold.server.audit.survey.RouteTrial.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.FirstPasswords;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/** A second tenant, whose approver signs on this server. */
final class SigningHereActs implements AutoCloseable {

  private static final String INES = "ines@harbour.example";
  private static final String PASSWORD = "velvet-compass-meadow-23";
  private static final String PASSPHRASE = "nine herons above the weir";

  private final RouteTrial trial;
  private final Supplier<FreeholdServer> server;
  private TestTenant tenant;
  private String admin;

  SigningHereActs(RouteTrial trial, Supplier<FreeholdServer> server) {
    this.trial = trial;
    this.server = server;
  }

  List<DynamicTest> all() {
    List<DynamicTest> acts = new ArrayList<>();
    acts.add(given("a tenant whose approver signs here", this::begin));
    String key = "POST /api/v1/approver/key";
    acts.add(trial.act(key, () -> trial.call(key, signIn(), Map.of("passphrase", PASSPHRASE))));
    acts.add(given("the permissions are gone", () -> tenant.permit(false)));
    String sign = "POST /api/v1/purges/{purge}/document/sign";
    acts.add(
        trial.act(
            sign,
            () ->
                trial.call(
                    sign, signIn(), Map.of("passphrase", PASSPHRASE), "purge", purge("mail"))));
    return acts;
  }

  private void begin() throws IOException {
    tenant = TestTenant.create(server.get(), "harbour");
    admin = token(tenant.client());
    trial.send(
        "POST",
        "/api/v1/users",
        admin,
        Map.of(
            "userPrincipalName",
            INES,
            "displayName",
            "Ines",
            "roles",
            List.of("APPROVER"),
            "password",
            FirstPasswords.before(PASSWORD)));
    trial.replaceFirst(INES, PASSWORD);
    trial.send("PUT", "/api/v1/approver", admin, Map.of("user", INES));
  }

  private String signIn() {
    try {
      return trial.signIn(INES, PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A purge of the policy with a document that can be signed. */
  private String purge(String policy) {
    try {
      JsonNode marked =
          trial.send(
              "POST",
              "/api/v1/policies/" + policy + "/purge-request",
              admin,
              Map.of("reason", "we leave", "contact", "the notary"));
      for (JsonNode one : trial.send("GET", "/api/v1/purges", admin, null).path("purges")) {
        if (one.path("policyId").equals(marked.path("id"))) {
          String id = one.path("id").asText();
          trial.send("POST", "/api/v1/purges/" + id + "/document", admin, Map.of());
          return id;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("no purge of " + policy);
  }

  @Override
  public void close() {
    if (tenant != null) {
      tenant.close();
    }
  }
}

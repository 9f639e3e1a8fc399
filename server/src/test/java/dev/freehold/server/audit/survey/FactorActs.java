package dev.freehold.server.audit.survey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.TestAuthenticator;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.SecondFactorSignIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/** Passkeys are made, renamed and ended, recovery codes are made, and the rule is switched. */
final class FactorActs {

  private static final String ELLA = "ella@contoso.example";
  private static final String PASSWORD = "six green kettles";
  private static final String BEGIN = "/api/v1/me/passkeys/begin";
  private static final String MAKE = "POST /api/v1/me/passkeys";
  private static final String RENAME = "PATCH /api/v1/me/passkeys/{way}";
  private static final String END = "DELETE /api/v1/me/passkeys/{way}";
  private static final String CODES = "POST /api/v1/me/recovery-codes";
  private static final String RULE = "PUT /api/v1/second-factor";

  private final RouteTrial trial;
  private final Supplier<FreeholdServer> server;
  private TestAuthenticator key;
  private String token;
  private String way;

  FactorActs(RouteTrial trial, Supplier<FreeholdServer> server) {
    this.trial = trial;
    this.server = server;
  }

  List<DynamicTest> all() {
    return List.of(
        RouteTrial.given(
            "a person with an authenticator",
            () -> {
              trial.person(ELLA, PASSWORD, "AUDITOR");
              token = trial.signIn(ELLA, PASSWORD);
              key = new TestAuthenticator(server.get().apiUri().toString());
            }),
        trial.act(MAKE, this::make),
        RouteTrial.given(
            "a sign-in with it",
            () -> {
              way = trial.last.path("id").asText();
              token = new SecondFactorSignIn(server.get()).token(ELLA, PASSWORD, key);
            }),
        trial.act(CODES, () -> trial.call(CODES, token, Map.of())),
        trial.act(RENAME, () -> trial.call(RENAME, token, Map.of("name", "Old key"), "way", way)),
        trial.act(END, () -> trial.call(END, token, null, "way", way)),
        trial.admin(RULE, Map.of("required", true)),
        trial.admin(RULE, Map.of("required", false)));
  }

  private Caller.Call make() {
    try {
      JsonNode offer = trial.send("POST", BEGIN, token, Map.of());
      return trial.call(
          MAKE,
          token,
          Map.of(
              "ticket", offer.path("ticket").asText(),
              "name", "Blue key",
              "credential", key.create(offer.path("options").asText())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

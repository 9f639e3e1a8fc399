package dev.freehold.server.audit.survey;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/** App passwords are made, and IMAP is switched off and on. */
final class MailProgramActs {

  private static final String IDA = "ida@contoso.example";
  private static final String PASSWORD = "five green kettles";
  private static final String MAKE = "POST /api/v1/me/app-passwords";
  private static final String SWITCH = "PUT /api/v1/imap";

  private final RouteTrial trial;
  private String token;

  MailProgramActs(RouteTrial trial) {
    this.trial = trial;
  }

  List<DynamicTest> all() {
    return List.of(
        RouteTrial.given(
            "a person with a mail program",
            () -> {
              trial.person(IDA, PASSWORD, "AUDITOR");
              token = trial.signIn(IDA, PASSWORD);
            }),
        trial.act(MAKE, () -> trial.call(MAKE, token, Map.of("name", "Phone"))),
        trial.admin(SWITCH, Map.of("enabled", false)),
        trial.admin(SWITCH, Map.of("enabled", true)));
  }
}

package dev.freehold.server.audit.survey;

import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.OperatorBrowser;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/** An operator approves and declines browsers that wait at the console. */
final class OperatorSignInActs {

  private static final String APPROVE = "POST /api/v1/operator/sign-ins/approve";
  private static final String DECLINE = "POST /api/v1/operator/sign-ins/decline";

  private final RouteTrial trial;
  private final Supplier<FreeholdServer> server;
  private String code;
  private String token;

  OperatorSignInActs(RouteTrial trial, Supplier<FreeholdServer> server) {
    this.trial = trial;
    this.server = server;
  }

  List<DynamicTest> all() {
    return List.of(waits(), answer(APPROVE), waits(), answer(DECLINE));
  }

  private DynamicTest waits() {
    return RouteTrial.given(
        "a browser waits",
        () -> {
          try (OperatorBrowser browser = new OperatorBrowser(server.get())) {
            code = browser.code();
          }
          // The token has to be newer than the code.
          try (ApiClient client =
              new ApiClient(
                  Connection.read(server.get().operatorConnection()), Clock.systemUTC())) {
            token = RouteTrial.token(client);
          }
        });
  }

  private DynamicTest answer(String route) {
    return trial.act(route, () -> trial.call(route, token, Map.of("code", code)));
  }
}

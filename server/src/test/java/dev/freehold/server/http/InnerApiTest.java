package dev.freehold.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.work.FairGate;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.web.http.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a part of the process asks the API, and fails,")
class InnerApiTest {

  private static Problem refusal(Handler handler) {
    InnerApi api =
        new InnerApi(
            List.of(
                ApiRoute.get(
                    "Do what the test asks", "/asked", Admission.current(Role.AUDITOR), handler)),
            (_, _) -> {
              throw new AssertionError("no token is shown");
            });
    Caller auditor =
        new Caller(
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            Set.of(Role.AUDITOR),
            Optional.empty(),
            0);
    InnerApi.Ask ask = new InnerApi.Ask("GET", "/asked", "", Optional.empty(), "192.0.2.1");
    return ((InnerApi.Result.Refused) api.ask(auditor, ask)).problem();
  }

  @Test
  @DisplayName("says that it took too long where the deadline of the request has interrupted it")
  void late() {
    Problem waiting =
        refusal(
            _ -> {
              Thread.currentThread().interrupt();
              new CountDownLatch(1).await();
            });
    assertThat(waiting.status()).isEqualTo(503);
    assertThat(waiting.code()).isEqualTo("request-timed-out");
    Problem wrapped =
        refusal(
            _ -> {
              Thread.currentThread().interrupt();
              throw new IllegalStateException("what waited was interrupted");
            });
    assertThat(Thread.interrupted()).as("the deadline's to take back").isTrue();
    assertThat(wrapped).isEqualTo(waiting);
  }

  @Test
  @DisplayName("says that the server is busy where it has found no place in time")
  void busy() {
    FairGate full = new FairGate("the test", new FairGate.Bounds(1, 1, 0, 0, Duration.ZERO));
    try (FairGate.Place _ = full.enter("one")) {
      Problem busy = refusal(_ -> full.pass("another", () -> null));
      assertThat(busy.status()).isEqualTo(503);
      assertThat(busy.code()).isEqualTo("too-many-requests");
    }
  }

  @Test
  @DisplayName("is an internal error otherwise")
  void unexpected() {
    assertThat(
            refusal(
                _ -> {
                  throw new IllegalStateException("a detail that stays inside");
                }))
        .isEqualTo(Problem.unexpected());
  }
}

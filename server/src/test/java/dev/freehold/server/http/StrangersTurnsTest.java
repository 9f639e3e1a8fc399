package dev.freehold.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.ListenSocket;
import dev.freehold.web.tls.LocalAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Strangers at the service API, which works on two requests at a time,")
class StrangersTurnsTest {

  private static final int MANY = 40;
  private static final int WAIT_SECONDS = 60;
  private static final Map<String, Caller> TENANTS =
      Map.of("contoso", caller(), "fabrikam", caller(), "tailspin", caller());

  @TempDir Path folder;

  private final Semaphore entered = new Semaphore(0);
  private final CountDownLatch leave = new CountDownLatch(1);
  private final List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
  private ApiListener listener;
  private HttpClient client;

  @BeforeEach
  void start() {
    LocalAuthority authority =
        LocalAuthority.open(folder.resolve("tls"), List.of("localhost"), Clock.systemUTC());
    client = HttpClient.newBuilder().sslContext(authority.clientContext()).build();
    listener =
        ApiListener.start(
            new ApiListener.Settings(
                ListenSocket.bind("127.0.0.1", 0),
                authority.serverContext(List.of("freehold.localhost")),
                SharedBounds.ofProcess(),
                () -> Readiness.READY,
                2,
                Duration.ofSeconds(5)),
            List.of(
                route("/held", Admission.current(Role.EXCHANGE_ADMIN), this::hold),
                route("/open-held", Admission.ofAnyone(), this::hold),
                route(
                    "/quick",
                    Admission.current(Role.EXCHANGE_ADMIN),
                    exchange -> exchange.reply(204))),
            StrangersTurnsTest::authenticate,
            new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    leave.countDown();
    held.forEach(CompletableFuture::join);
    client.close();
    listener.close();
  }

  private static Route<Admission, Handler> route(
      String path, Admission admission, Handler handler) {
    return ApiRoute.of(
        "Do what the test asks", "GET", path, 0, Duration.ofSeconds(60), admission, handler);
  }

  private void hold(Exchange exchange) throws InterruptedException {
    entered.release();
    leave.await();
    exchange.reply(204);
  }

  private static Caller authenticate(String token, Standing standing) {
    return Optional.ofNullable(TENANTS.get(token)).orElseThrow(ProblemException::unauthenticated);
  }

  private static Caller caller() {
    return new Caller(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        Set.of(Role.EXCHANGE_ADMIN),
        Optional.empty(),
        0);
  }

  @Test
  @DisplayName("are refused at once for an invented token, while tenants have all places")
  void inventedTokens() throws Exception {
    held.add(send("/held", "contoso"));
    held.add(send("/held", "fabrikam"));
    assertThat(entered.tryAcquire(2, WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < MANY; i++) {
      assertThat(send("/quick", "invented-" + i).get(WAIT_SECONDS, TimeUnit.SECONDS).statusCode())
          .as("a 503 would say that it waited for a turn")
          .isEqualTo(401);
    }
    CompletableFuture<HttpResponse<String>> tenant = send("/quick", "tailspin");
    leave.countDown();
    assertThat(tenant.get(WAIT_SECONDS, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("have the turns of their network at routes for anyone, and tenants theirs")
  void openRoutes() throws Exception {
    for (int i = 0; i < MANY; i++) {
      held.add(send("/open-held", "invented-" + i));
    }
    assertThat(entered.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();

    for (String tenant : TENANTS.keySet()) {
      assertThat(send("/quick", tenant).get(WAIT_SECONDS, TimeUnit.SECONDS).statusCode())
          .as(tenant)
          .isEqualTo(204);
    }
    assertThat(entered.tryAcquire()).as("a network has half of the places").isFalse();
  }

  private CompletableFuture<HttpResponse<String>> send(String path, String token) {
    URI uri = URI.create("https://freehold.localhost:" + listener.port() + path);
    return client.sendAsync(
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofString());
  }
}

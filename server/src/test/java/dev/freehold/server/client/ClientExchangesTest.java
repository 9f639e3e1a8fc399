package dev.freehold.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that cannot be reached")
class ClientExchangesTest {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration NEVER = Duration.ofMinutes(1);

  @Test
  @DisplayName("takes a connection and says nothing, whichever time is over first")
  void silent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpsClient http = HttpsClient.trustingPublic(NEVER)) {
      URI uri = URI.create("https://localhost:" + silent.getLocalPort() + "/api/v1/purges");
      HttpRequest patient = HttpRequest.newBuilder(uri).build();
      assertUnreachable(() -> ClientExchanges.send(http, patient, 1, SOON), uri);
      HttpRequest hasty = HttpRequest.newBuilder(uri).timeout(SOON).build();
      assertUnreachable(() -> ClientExchanges.send(http, hasty, 1, NEVER), uri);
    }
  }

  @Test
  @DisplayName("has a name that no machine has, which is not taken for a server that is down")
  void unknownName() {
    try (HttpsClient http = HttpsClient.trustingPublic(NEVER)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://login.keys-a.invalid:8444/")).build();
      assertThatThrownBy(() -> ClientExchanges.send(http, request, 1, NEVER))
          .isInstanceOf(ServerException.class)
          .hasMessageStartingWith("no machine has the name login.keys-a.invalid;");
    }
  }

  private static void assertUnreachable(ThrowingCallable sending, URI uri) {
    assertThatThrownBy(sending)
        .isInstanceOfSatisfying(
            ServerException.class,
            failed -> assertThat(failed.error()).isEqualTo(ServerError.SERVER_UNREACHABLE))
        .hasMessageStartingWith(uri.getAuthority() + " did not answer in time");
  }
}

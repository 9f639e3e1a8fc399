package dev.freehold.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.ledger.LedgerError;
import dev.freehold.ledger.LedgerException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.server.document.DocumentError;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.RequestRefusedException;
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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A client of the REST API is told when to come again")
class RetryAfterTest {

  private static final Set<Integer> LATER = Set.of(429, 503);

  /** One of each kind there is. */
  private static final List<RuntimeException> FAILURES =
      Stream.of(
              each(KeyAccessException.Reason.values(), kind -> new KeyAccessException(kind, "x")),
              each(MailError.values(), kind -> new MailException(kind, "x")),
              each(FilesError.values(), kind -> new FilesException(kind, "x")),
              each(CustodyError.values(), kind -> new CustodyException(kind, "x")),
              each(ContentError.values(), kind -> new ContentException(kind, "x")),
              each(LedgerError.values(), kind -> new LedgerException(kind, "x", null)),
              each(PersistenceError.values(), kind -> new PersistenceException(kind, "x", null)),
              each(
                  DocumentError.values(),
                  kind -> new ProblemException(kind.httpStatus(), kind.code(), "x")),
              each(
                  RequestRefusedException.Reason.values(),
                  kind -> new RequestRefusedException(kind, "x")),
              Stream.of(ProblemException.timedOut(), ServerProblems.vaultsDown()))
          .<RuntimeException>flatMap(kinds -> kinds)
          .toList();

  private static <E> Stream<RuntimeException> each(
      E[] kinds, Function<E, RuntimeException> failure) {
    return Arrays.stream(kinds).map(failure);
  }

  @Test
  @DisplayName("with every 429 and 503 that a failure becomes, whatever failed")
  void everyFailure(@TempDir Path folder) throws Exception {
    LocalAuthority authority = LocalAuthority.open(folder, List.of("localhost"), Clock.systemUTC());
    try (ApiListener listener = listen(authority);
        HttpClient client = HttpClient.newBuilder().sslContext(authority.clientContext()).build()) {
      long later = 0;
      for (int at = 0; at < FAILURES.size(); at++) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:%d/%d".formatted(listener.port(), at)))
                    .build(),
                BodyHandlers.ofString());
        boolean isLater = LATER.contains(answer.statusCode());
        later += isLater ? 1 : 0;
        assertThat(answer.headers().firstValue("Retry-After").isPresent())
            .as(answer.body())
            .isEqualTo(isLater);
      }
      assertThat(later).isGreaterThan(10);
    }
  }

  private static ApiListener listen(LocalAuthority authority) {
    return ApiListener.start(
        new ApiListener.Settings(
            ListenSocket.bind("127.0.0.1", 0),
            authority.serverContext(List.of("127.0.0.1")),
            SharedBounds.ofProcess(),
            () -> Readiness.READY,
            2,
            Duration.ofSeconds(5)),
        List.of(
            ApiRoute.of(
                "Fail",
                "GET",
                "/{number}",
                0,
                Duration.ofSeconds(20),
                Admission.ofAnyone(),
                exchange -> {
                  throw FAILURES.get(Integer.parseInt(exchange.path("number")));
                })),
        (token, standing) -> {
          throw ProblemException.unauthenticated();
        },
        new SimpleMeterRegistry());
  }
}

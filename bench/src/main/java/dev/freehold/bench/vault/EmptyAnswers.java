package dev.freehold.bench.vault;

import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.http.WebService;
import dev.freehold.web.jetty.HttpTimeouts;
import dev.freehold.web.jetty.HttpsListener;
import dev.freehold.web.jetty.ListenerSettings;
import dev.freehold.web.net.ListenSocket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Answers every request with an empty 200: what the vault's listener costs without the vault. It
 * reads a body first, so that both read what they are sent.
 */
final class EmptyAnswers implements WebService {

  private static final Duration STOP = Duration.ofSeconds(1);
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private EmptyAnswers() {}

  /** Starts on a port of its own, with the settings of the vault's listener. */
  static HttpsListener start(SSLContext tls) {
    return HttpsListener.start(
        new ListenerSettings(
            "empty",
            ListenSocket.bind("127.0.0.1", 0),
            Optional.of(tls),
            Optional.empty(),
            true,
            SharedBounds.ofProcess(),
            () -> Readiness.READY,
            HttpTimeouts.DEFAULT,
            STOP),
        new EmptyAnswers());
  }

  @Override
  public void serve(WebRequest request, WebResponse response) {
    request.body(MAX_BODY_BYTES);
    response.send(200, new byte[0]);
  }

  @Override
  public void refuse(NotHttp refusal, WebResponse response) {
    response.send(refusal.status(), new byte[0]);
  }
}

package dev.freehold.server.shell;

import dev.freehold.server.run.FreeholdServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a browser, who enters the code that the shell shows, and signs in. */
final class Browser {

  private static final Pattern CODE = Pattern.compile("(?:enter|type) the code ([A-Z0-9-]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FreeholdServer server;
  private final String userPrincipalName;
  private final String password;

  Browser(FreeholdServer server, String userPrincipalName, String password) {
    this.server = server;
    this.userPrincipalName = userPrincipalName;
    this.password = password;
  }

  /** Starts to watch what the shell shows; signs in once. */
  void watch(CharSequence shown) {
    Thread.startVirtualThread(
        () -> {
          Instant end = Instant.now().plus(PATIENCE);
          while (Instant.now().isBefore(end)) {
            Matcher code = CODE.matcher(shown.toString());
            if (code.find()) {
              approve(code.group(1));
              return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
          }
        });
  }

  private void approve(String code) {
    String form =
        "code=%s&username=%s&password=%s&action=approve"
            .formatted(encoded(code), encoded(userPrincipalName), encoded(password));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.apiUri() + "/devicelogin"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try (HttpClient http = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
      http.send(request, BodyHandlers.discarding());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

package dev.freehold.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.tokens.PublicClient;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Redirect URIs")
class RedirectUrisTest {

  private static final String CLIENT = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
  private static final String CONSOLE = PublicClient.CONSOLE_APP_ID.toString();
  private static final Optional<URI> OWN = Optional.of(URI.create("https://orchard.example:8441"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost",
        "http://localhost/",
        "http://localhost:8400",
        "http://localhost:8400/",
        "http://127.0.0.1:65535/callback/here",
        "http://[::1]:1/",
      })
  @DisplayName("on the own computer are allowed to every client but the console")
  void loopback(String uri) {
    assertThat(RedirectUris.find(CLIENT, uri, OWN))
        .hasValueSatisfying(
            allowed -> {
              assertThat(allowed.uri()).isEqualTo(uri);
              assertThat(allowed.isOwn()).isFalse();
              assertThat(allowed.source()).matches("http:(//[a-z0-9.]+(:[0-9]+)?)?");
            });
    assertThat(RedirectUris.find(CONSOLE, uri, OWN)).isEmpty();
    assertThat(RedirectUris.find(CONSOLE.toUpperCase(Locale.ROOT), uri, OWN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://",
        "http://localhost.evil",
        "http://localhost.evil:8400/",
        "http://localhost@evil/",
        "http://localhost:8400@evil/",
        "http://me@localhost/",
        "http://me:secret@localhost:8400/",
        "http://localhost:8400#evil",
        "http://localhost/#",
        "http://localhost?to=evil",
        "http://localhost//evil",
        "//localhost/",
        "//evil/",
        "http:localhost",
        "http:/localhost/",
        "http:///localhost/",
        "http://localhost\\@evil/",
        "http://localhost\\.evil/",
        "http://localhost/%2f..%2f",
        "http://localhost/ ",
        " http://localhost/",
        "http://localhost/\r\nX-Header: y",
        "http://localhost:0/",
        "http://localhost:65536/",
        "http://localhost:8400:80/",
        "http://localhost:/",
        "http://LOCALHOST/",
        "http://127.0.0.1.evil/",
        "http://127.0.0.2/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[::1].evil/",
        "http://[::1%25evil]/",
        "http://[::]/",
        "https://localhost/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://evil/",
        "https://orchard.example:8441/console/signed-in",
        "https://login.microsoftonline.com/common/oauth2/nativeclient",
      })
  @DisplayName("anywhere else are refused")
  void elsewhere(String uri) {
    assertThat(RedirectUris.find(CLIENT, uri, OWN)).isEmpty();
    if (!uri.startsWith("https://orchard.example:8441")) {
      assertThat(RedirectUris.find(CONSOLE, uri, OWN)).isEmpty();
    }
  }

  @Test
  @DisplayName("of the console are those of this server, letter by letter")
  void console() {
    String uri = "https://orchard.example:8441/console/signed-in";
    assertThat(RedirectUris.find(CONSOLE, uri, OWN))
        .hasValueSatisfying(
            allowed -> {
              assertThat(allowed.isOwn()).isTrue();
              assertThat(allowed.source()).isEqualTo("https://orchard.example:8441");
            });
    assertThat(RedirectUris.find(CONSOLE, uri + "/", OWN)).isEmpty();
    assertThat(RedirectUris.find(CONSOLE, uri + "?x", OWN)).isEmpty();
    assertThat(RedirectUris.find(CONSOLE, uri.replace(":8441", ""), OWN)).isEmpty();
    assertThat(RedirectUris.find(CONSOLE, uri, Optional.empty())).isEmpty();
  }

  @Test
  @DisplayName("have a bound")
  void bounded() {
    assertThat(RedirectUris.find(CLIENT, "http://localhost/" + "a".repeat(600), OWN)).isEmpty();
  }
}

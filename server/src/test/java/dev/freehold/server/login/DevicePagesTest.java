package dev.freehold.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.people.UserCode;
import dev.freehold.custody.people.WaitingDevice;
import dev.freehold.custody.tokens.PublicClient;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pages for signing in on a device")
class DevicePagesTest {

  private static final UserCode CODE = UserCode.parse("BCDF-GHJK").orElseThrow();
  private static final Instant ASKED = Instant.parse("2026-11-26T09:15:30.123Z");
  private static final String RESOURCE = "https://kv.meadow.example:8443";
  private static final String HOSTILE = "\"><script>alert('x')</script>&";

  private static Page signIn(String clientId, String userName, Optional<String> error) {
    return DevicePages.signIn(
        200, CODE, new WaitingDevice(clientId, RESOURCE, "192.0.2.7", ASKED), userName, error);
  }

  @Test
  @DisplayName("say which client asks, from where and when, and that nobody has checked its name")
  void names() {
    assertThat(signIn("meadow-tool", "", Optional.empty()).html())
        .contains("A program that calls itself <strong>meadow-tool</strong>")
        .contains("at <strong>" + RESOURCE + "</strong>")
        .contains("192.0.2.7", "2026-11-26T09:15:30Z", "BCDF-GHJK");
    assertThat(signIn(PublicClient.APP_ID.toString(), "", Optional.empty()).html())
        .contains("A program that calls itself <strong>Freehold shell</strong>");
    assertThat(signIn("", "", Optional.empty()).html())
        .contains("A program that does not say what it is wants")
        .doesNotContain("Freehold shell");
  }

  @Test
  @DisplayName("know our shell by the id that it gives")
  void shell() throws Exception {
    Field id =
        Class.forName("dev.freehold.shell.remote.RemoteTokenEndpoint")
            .getDeclaredField("CLIENT_ID");
    id.setAccessible(true);
    assertThat(id.get(null)).isEqualTo(PublicClient.APP_ID.toString());
  }

  @Test
  @DisplayName("show what strangers wrote as text and as nothing else")
  void escapes() {
    for (Page page :
        List.of(signIn(HOSTILE, HOSTILE, Optional.of(HOSTILE)), DevicePages.code(400, HOSTILE))) {
      assertThat(page.html())
          .contains("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;")
          .doesNotContain("<script");
    }
  }

  @Test
  @DisplayName("have a language, a title, one heading, a label for each field, errors in text")
  void accessible() {
    for (Page page :
        List.of(
            DevicePages.code(),
            DevicePages.code(404, "It is not there."),
            signIn("", "marta@meadow.example", Optional.of("It is wrong.")))) {
      String html = page.html();
      assertThat(html).contains("<html lang=\"en\">", "<title>", "width=device-width");
      assertThat(html.split("<h1>", -1)).hasSize(2);
      Matcher fields = Pattern.compile("<input id=\"([a-z]+)\"").matcher(html);
      while (fields.find()) {
        assertThat(html).contains("<label for=\"%s\">".formatted(fields.group(1)));
      }
      if (html.contains("class=\"error\"")) {
        assertThat(html)
            .contains("role=\"alert\" id=\"error\"", "aria-describedby=\"error\"")
            .contains("aria-invalid=\"true\"");
      }
    }
    assertThat(DevicePages.code().html()).doesNotContain("aria-invalid");
    assertThat(signIn("", "marta@meadow.example", Optional.of("x")).html())
        .contains("value=\"marta@meadow.example\"");
  }

  @Test
  @DisplayName("let nothing run and nothing load but their own style")
  void strict() throws Exception {
    String html = DevicePages.code().html();
    String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
    assertThat(DevicePages.code().headers().get("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains(Base64.getEncoder().encodeToString(digest))
        .contains("form-action 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "script-src");
    assertThat(html).doesNotContain("style=", "http:", "https:", " onclick", "javascript");
  }
}

package dev.freehold.server.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.testing.TestServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The name of the REST API")
class ListenerNamesTest {

  private static final Map<String, String> IMAP =
      Map.of(
          "api.name", "freehold.contoso.example",
          "imap.name", "imap.contoso.example",
          "imap.port", "993");

  private static List<String> api(Map<String, String> settings) {
    return ListenerNames.api(TestServer.settings(Path.of("data"), settings));
  }

  @Test
  @DisplayName("comes with IMAP's in a certificate of the local authority, if there is IMAP")
  void local() {
    assertThat(api(IMAP)).containsExactly("freehold.contoso.example", "imap.contoso.example");
    assertThat(api(Map.of("api.name", "freehold.contoso.example")))
        .containsExactly("freehold.contoso.example");
    Map<String, String> same = new HashMap<>(IMAP);
    same.put("imap.name", "freehold.contoso.example");
    assertThat(api(same)).containsExactly("freehold.contoso.example");
  }

  @Test
  @DisplayName("is all that a certificate of the operator's own has to be for")
  void own() {
    Map<String, String> own = new HashMap<>(IMAP);
    own.put("api.tls.certificate", "api.pem");
    own.put("api.tls.key", "api.key");
    assertThat(api(own)).containsExactly("freehold.contoso.example");
  }
}

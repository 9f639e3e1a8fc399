package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.http.RequestUri;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of any characters in a path. */
class EncodedPathsTest {

  @TempDir private static Path folder;
  private static TestListener listener;

  @BeforeAll
  static void start() {
    listener =
        TestListener.start(
            folder,
            HttpTimeouts.DEFAULT,
            new TestService(
                200,
                request ->
                    TestService.text(String.join("|", RequestUri.exact(request).segments()))));
  }

  @AfterAll
  static void stop() {
    listener.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/a/x%2Fy/b, a|x/y|b",
    "/a/x%2fy, a|x/y",
    "/a/x%5Cy, a|x\\y",
    "/a/50%25, a|50%",
    "/a/50%2525, a|50%25",
    "/a/x%3By=1, a|x;y=1",
    "/a/../b, a|..|b",
    "/a/x%22y%27z%2B+, a|x\"y'z++",
    "/a/%C3%85sa, a|Åsa",
    "/a/x%0Ay, 'a|x\ny'",
    "/a//b, a||b",
  })
  @DisplayName("Encoded characters belong to the name of their segment")
  void names(String path, String segments) throws IOException {
    assertThat(get(path)).startsWith("HTTP/1.1 200 ").endsWith(segments.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/%zz", "/a/%2E%2E/b", "/a/%2e", "/a/%C3", "/a/%00", "/a/b#c"})
  @DisplayName("What is no text is a 400")
  void broken(String path) throws IOException {
    assertThat(get(path)).startsWith("HTTP/1.1 400 ");
  }

  private static String get(String path) throws IOException {
    try (TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
      return client.answer();
    }
  }
}

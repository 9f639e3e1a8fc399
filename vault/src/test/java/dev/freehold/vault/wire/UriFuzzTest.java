package dev.freehold.vault.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freehold.web.http.PathPattern;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.RequestUri;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever path and query a client sends are read or refused with a 400. */
class UriFuzzTest {

  private static final List<PathPattern> PATTERNS =
      List.of(
          PathPattern.of("/keys/{name}/{version?}"),
          PathPattern.of("/keys/{name}/{version?}/sign"),
          PathPattern.of("/subscriptions/{subscription}/resourceGroups/{group}/providers"));

  @FuzzTest(maxDuration = "10s")
  void uri(byte[] target) {
    String text = new String(target, StandardCharsets.ISO_8859_1);
    int question = text.indexOf('?');
    String path = question < 0 ? text : text.substring(0, question);
    String query = question < 0 ? "" : text.substring(question + 1);
    tolerating(
        () -> {
          RequestUri uri = RequestUri.parse(path, query);
          PATTERNS.forEach(pattern -> pattern.match(uri.segments()));
          ApiVersions.KEYS.require(uri);
        });
  }

  private static void tolerating(Runnable reading) {
    try {
      reading.run();
    } catch (RequestRefusedException e) {
      assertThat(e.reason().status()).isEqualTo(400);
    } catch (WireError e) {
      assertThat(e.status()).isEqualTo(400);
    }
  }
}

package dev.freehold.vault.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.function.Consumer;

/** Whatever body a client sends is read or refused with a 400. */
class JsonFuzzTest {

  private static final List<Consumer<JsonBody>> MEMBERS =
      List.of(
          body -> body.text("a"),
          body -> body.whole("a"),
          body -> body.truth("a"),
          body -> body.object("a"),
          body -> body.texts("a"),
          body -> body.objects("a"),
          body -> body.textMap("a"),
          body -> body.bytes("a"));

  @FuzzTest(maxDuration = "10s")
  void json(byte[] body) {
    tolerating(
        () -> {
          JsonBody read = JsonBody.parse(body);
          MEMBERS.forEach(member -> tolerating(() -> member.accept(read)));
        });
  }

  private static void tolerating(Runnable reading) {
    try {
      reading.run();
    } catch (WireError e) {
      assertThat(e.status()).isEqualTo(400);
    }
  }
}

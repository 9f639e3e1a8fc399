package dev.freehold.vault.keys.plane;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;

/** Whatever a creation asks for is understood or refused with a 400. */
class CreationFuzzTest {

  @FuzzTest(maxDuration = "10s")
  void creation(byte[] body) {
    tolerating(
        () -> {
          JsonBody read = JsonBody.parse(body);
          var wanted = KeyErrors.refusing(() -> WantedKey.read(read));
          NewKey.of(read, KeyInput.operations(read), wanted.kind());
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

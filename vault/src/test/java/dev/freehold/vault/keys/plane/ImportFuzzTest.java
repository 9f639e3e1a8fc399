package dev.freehold.vault.keys.plane;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.material.KeyEngine;
import dev.freehold.vault.material.SoftwareEngine;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;

/** Whatever an import brings becomes a key or is refused with a 400. */
class ImportFuzzTest {

  private static final KeyEngine ENGINE =
      new SoftwareEngine(CryptoSuite.select(CryptoSuite.Choice.JDK));

  @FuzzTest(maxDuration = "15s")
  void jwk(byte[] body) {
    tolerating(
        () -> {
          JsonBody read = JsonBody.parse(body);
          JsonBody jwk = read.object("key").orElse(read);
          try (BroughtKey brought = BroughtKey.read(read, jwk);
              var taken =
                  KeyErrors.refusing(() -> ENGINE.take(brought.numbers(), brought.hardware()))) {
            assertThat(taken.publicPart().encode()).isNotEmpty();
          }
          NewKey.of(read, KeyInput.operations(jwk), brought(read, jwk).numbers().kind());
        });
  }

  private static BroughtKey brought(JsonBody read, JsonBody jwk) {
    return BroughtKey.read(read, jwk);
  }

  private static void tolerating(Runnable reading) {
    try {
      reading.run();
    } catch (WireError e) {
      assertThat(e.status()).isEqualTo(400);
    }
  }
}

package dev.freehold.vault.keys.plane;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.material.KeyEngines;
import dev.freehold.vault.material.KeyMaterial;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.util.Optional;

/** Whatever an import brings becomes a key or is refused with a 400. */
class ImportFuzzTest {

  private static final KeyEngines ENGINES =
      new KeyEngines(CryptoSuite.select(CryptoSuite.Choice.JDK), Optional.empty());

  @FuzzTest(maxDuration = "15s")
  void jwk(byte[] body) {
    tolerating(
        () -> {
          JsonBody read = JsonBody.parse(body);
          JsonBody jwk = read.object("key").orElse(read);
          try (BroughtKey brought = BroughtKey.read(read, jwk);
              var taken = KeyErrors.refusing(() -> taken(brought))) {
            assertThat(taken.publicPart().encode()).isNotEmpty();
          }
          NewKey.of(read, KeyInput.operations(jwk), brought(read, jwk).numbers().kind());
        });
  }

  private static KeyMaterial taken(BroughtKey brought) {
    return ENGINES
        .taker(brought.numbers(), brought.hardware())
        .take(brought.numbers(), brought.hardware());
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

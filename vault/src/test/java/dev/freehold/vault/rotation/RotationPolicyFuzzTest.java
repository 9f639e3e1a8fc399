package dev.freehold.vault.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.time.Instant;
import java.util.Optional;

/** Whatever rotation policy comes has a due date in bounds or is refused with a 400. */
class RotationPolicyFuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  @FuzzTest(maxDuration = "10s")
  void policy(byte[] body) {
    try {
      RotationPolicy policy = RotationPolicyJson.read(JsonBody.parse(body));
      policy.due(NOW, Optional.of(NOW));
    } catch (WireError e) {
      assertThat(e.status()).isEqualTo(400);
    }
  }
}

package dev.freehold.vault.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freehold.vault.testing.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A token that nobody signed is refused, whatever it is, and in one line of plain text. */
class TokenFuzzTest {

  private static final TokenValidator VALIDATOR =
      new TokenValidator(
          new TestIssuer(Clock.systemUTC()).keys(),
          tenant -> List.of(TestIssuer.ISSUER.replace("{tenantId}", tenant.toString())),
          Clock.systemUTC());

  @FuzzTest(maxDuration = "10s")
  void token(byte[] token) {
    assertRefused(new String(token, StandardCharsets.ISO_8859_1));
  }

  private static void assertRefused(String token) {
    try {
      VALIDATOR.validate(token, List.of("https://vault.localhost"), Optional.<UUID>empty());
    } catch (TokenRefusedException e) {
      assertThat(e.getMessage()).matches("AKV100[\\x20-\\x7e]*");
      return;
    }
    throw new AssertionError("accepted");
  }
}

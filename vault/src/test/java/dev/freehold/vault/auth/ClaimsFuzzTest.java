package dev.freehold.vault.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.util.Base64URL;
import dev.freehold.vault.testing.TestIssuer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Claims that nobody signed are refused, whatever they say. */
class ClaimsFuzzTest {

  private static final TokenValidator VALIDATOR =
      new TokenValidator(
          new TestIssuer(Clock.systemUTC()).keys(),
          tenant -> List.of(TestIssuer.ISSUER.replace("{tenantId}", tenant.toString())),
          Clock.systemUTC());

  /** The parts come decoded, so that a change of one byte is a change of what is said. */
  @FuzzTest(maxDuration = "10s")
  void claims(byte[] claims) {
    Base64URL header = Base64URL.encode("{\"alg\":\"RS256\",\"kid\":\"key-1\"}");
    assertRefused(header + "." + Base64URL.encode(claims) + "." + Base64URL.encode(new byte[256]));
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

package dev.freehold.server.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The token endpoint")
class TokenEndpointTest {

  private static final Set<CustodyError> REFUSALS =
      EnumSet.of(
          CustodyError.PASSWORD_WRONG,
          CustodyError.PASSWORD_EXPIRED,
          CustodyError.SECOND_FACTOR_NEEDED,
          CustodyError.GRANT_INVALID,
          CustodyError.AUDIENCE_INVALID,
          CustodyError.TOO_MANY_SIGN_INS,
          CustodyError.SIGN_INS_BUSY);

  @Test
  @DisplayName("tells as a refusal what refuses somebody, and as a fault with a code a forged row")
  void faults() {
    for (CustodyError error : CustodyError.values()) {
      CustodyException thrown = new CustodyException(error, "text");
      if (REFUSALS.contains(error)) {
        assertThat(status(thrown)).as(error.name()).isIn(400, 429, 503);
      } else if (error == CustodyError.ROW_NOT_AUTHENTIC) {
        assertThat(status(thrown)).isEqualTo(500);
      } else {
        assertThatThrownBy(() -> TokenEndpoint.refusal(thrown)).as(error.name()).isSameAs(thrown);
      }
    }
  }

  private static int status(CustodyException thrown) {
    return TokenEndpoint.refusal(thrown).reply(Optional.empty(), Instant.EPOCH).status();
  }

  @Test
  @DisplayName("records of a stranger's client id nothing that can be a name or a secret")
  void clientIds() {
    String id = "4d6f0e2a-95b3-4c1f-8f27-0a6be1c7d935";
    assertThat(TokenEndpoint.shown(id)).isEqualTo(id);
    assertThat(TokenEndpoint.shown("ruth-oakhollow")).isEqualTo("unreadable");
    assertThat(TokenEndpoint.shown("Zk3vQw7pLr9tXc2m")).isEqualTo("unreadable");
    assertThat(TokenEndpoint.shown("")).isEqualTo("unreadable");
  }
}

package dev.freehold.custody.roots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.roots.RootFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A call of a vault for which there was no token")
class FailureClassifierTest {

  private static Kind kind(RuntimeException cause) {
    RootFailure failure =
        FailureClassifier.classify(new WorkloadCredential.NoTokenException(cause));
    assertThat(failure.code()).isEqualTo("no-token");
    return failure.kind();
  }

  @Test
  @DisplayName(
      "fault55: does not count as silence if the service's rows were forged or an issuer refused")
  void fault55_ownRows() {
    assertThat(kind(new CustodyException(CustodyError.ROW_NOT_AUTHENTIC, "forged")))
        .isEqualTo(Kind.WRONG_ANSWER);
    assertThat(kind(new IllegalStateException("no connection"))).isEqualTo(Kind.WRONG_ANSWER);
  }

  @Test
  @DisplayName("or that is not allowed is reported to operators; one whose issuer is silent is not")
  void forOperators() {
    WorkloadCredential.NoTokenException forged =
        new WorkloadCredential.NoTokenException(
            new CustodyException(CustodyError.ROW_NOT_AUTHENTIC, "forged"));
    WorkloadCredential.NoTokenException down =
        new WorkloadCredential.NoTokenException(new UncheckedIOException(new IOException("down")));
    assertThat(FailureClassifier.classify(forged).isForOperators()).isTrue();
    assertThat(
            FailureClassifier.classify(new VaultNotAllowedException("elsewhere")).isForOperators())
        .isTrue();
    assertThat(FailureClassifier.classify(down).isForOperators()).isFalse();
    assertThat(FailureClassifier.classify(new IllegalStateException()).isForOperators()).isFalse();
  }

  @Test
  @DisplayName("is silence if the issuer could not be reached")
  void unreachable() {
    assertThat(kind(new UncheckedIOException(new IOException("down"))))
        .isEqualTo(Kind.DID_NOT_ANSWER);
  }
}

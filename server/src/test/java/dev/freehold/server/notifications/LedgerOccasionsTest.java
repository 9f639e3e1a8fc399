package dev.freehold.server.notifications;

import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a changed root key is an occasion of")
class LedgerOccasionsTest {

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Forbidden, ROOT_REVOKED",
    "KeyDisabled, ROOT_REVOKED",
    "ForbiddenByFirewall, ROOT_WRONG",
    "ForbiddenByConnection, ROOT_WRONG"
  })
  @DisplayName("is a revocation, but for a node that the vault does not let in")
  void refused(String code, NotificationKind expected) {
    try (MovesFixture fixture = new MovesFixture(Dialect.SQLITE, folder)) {
      Policy policy = fixture.mailboxPolicy("mail");
      fixture.vaults.refuse(ALPHA, code, "unwrapKey");
      fixture.crossCheck.run();

      Occasion occasion =
          new LedgerOccasions(fixture.policies)
              .of(fixture.custody.entries("RootCheckChange").getLast())
              .orElseThrow();

      assertThat(occasion.kind()).isEqualTo(expected);
      assertThat(occasion.subject()).isEqualTo(policy.id() + "/1");
      assertThat(occasion.facts())
          .containsEntry(Fact.POLICY, "mail")
          .containsEntry(Fact.CODE, code);
    }
  }
}

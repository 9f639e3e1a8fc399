package dev.freehold.server.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.server.http.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A search of audit records")
class AuditSearchTest {

  @Test
  @DisplayName("is one of as many as the heap holds; whoever is one too many is told to try again")
  void bounded() {
    AuditSearch full = new AuditSearch(null, null, 0);
    assertThatThrownBy(() -> full.list(UUID.randomUUID(), name -> Optional.empty()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("too-many-requests"));
    assertThatThrownBy(() -> full.export(UUID.randomUUID(), name -> Optional.empty()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(503));
  }
}

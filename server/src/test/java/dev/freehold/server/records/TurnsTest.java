package dev.freehold.server.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.RequestRefusedException.Reason;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Turns in which answers about a ledger are made")
class TurnsTest {

  private static final UUID CONTOSO = UUID.randomUUID();
  private static final UUID FABRIKAM = UUID.randomUUID();
  private static final UUID TAILSPIN = UUID.randomUUID();

  private final Turns turns = new Turns(3, 2);

  private Supplier<String> inside(UUID tenantId, Supplier<String> more) {
    return () -> turns.take(tenantId, more);
  }

  private void assertRefused(UUID tenantId) {
    assertThatThrownBy(() -> turns.take(tenantId, () -> "answer"))
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.BUSY));
  }

  @Test
  @DisplayName("are not all one tenant's, and not more than there are")
  void shared() {
    Supplier<String> full =
        () -> {
          assertRefused(CONTOSO);
          assertRefused(TAILSPIN);
          return "made";
        };
    Supplier<String> second =
        () -> {
          assertRefused(CONTOSO);
          return inside(FABRIKAM, full).get();
        };
    assertThat(inside(CONTOSO, inside(CONTOSO, second)).get()).isEqualTo("made");
  }

  @Test
  @DisplayName("come back after each answer, and after each failure")
  void givenBack() {
    for (int i = 0; i < 4; i++) {
      assertThat(turns.<String>take(CONTOSO, () -> "answer")).isEqualTo("answer");
      assertThatThrownBy(
              () ->
                  turns.take(
                      CONTOSO,
                      () -> {
                        throw new IllegalStateException("no answer");
                      }))
          .hasMessage("no answer");
    }
  }
}

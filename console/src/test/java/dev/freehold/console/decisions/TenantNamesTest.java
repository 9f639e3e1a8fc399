package dev.freehold.console.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.console.decisions.TenantNames.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Names of tenants")
class TenantNamesTest {

  @Test
  @DisplayName("Tenants beyond the first page have names too")
  void pages() {
    List<Named> first =
        IntStream.range(0, TenantNames.PAGE)
            .mapToObj(number -> new Named(UUID.randomUUID(), "t%04d".formatted(number)))
            .toList();
    Named last = new Named(UUID.randomUUID(), "zeta");
    List<Optional<String>> asked = new ArrayList<>();

    TenantNames names =
        TenantNames.read(
            after -> {
              asked.add(after);
              return after.isEmpty() ? first : List.of(last);
            });

    assertThat(names.tenants()).hasSize(TenantNames.PAGE + 1);
    assertThat(names.in(last.id())).isEqualTo("zeta");
    assertThat(asked).containsExactly(Optional.empty(), Optional.of("t0999"));
  }

  @Test
  @DisplayName("A tenant that is not among them shows as its id")
  void unknown() {
    UUID unknown = UUID.randomUUID();

    assertThat(TenantNames.read(after -> List.of()).in(unknown)).isEqualTo(unknown.toString());
  }
}

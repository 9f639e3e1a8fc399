package dev.freehold.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.http.Readiness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The health of a process")
class HealthTest {

  private final Health health = new Health();

  private static Check works(String name, boolean isRequired) {
    return new Check(name, isRequired, () -> {});
  }

  private static Check fails(String name, boolean isRequired) {
    return new Check(
        name,
        isRequired,
        () -> {
          throw new IllegalStateException("it does not work");
        });
  }

  private HealthReport of(Check... checks) {
    health.begin(List.of(checks));
    return health.look();
  }

  @Test
  @DisplayName("is unready until it has started")
  void starting() {
    assertThat(health.look()).isEqualTo(new HealthReport(Readiness.UNREADY, Map.of()));
  }

  @Test
  @DisplayName("is that of its worst part")
  void worst() {
    assertThat(of(works("a", true), works("b", false)).readiness()).isEqualTo(Readiness.READY);
    assertThat(of(works("a", true), fails("b", false)))
        .isEqualTo(new HealthReport(Readiness.DEGRADED, Map.of("a", "ok", "b", "degraded")));
    assertThat(of(fails("a", true), fails("b", false), works("c", true)))
        .isEqualTo(
            new HealthReport(Readiness.UNREADY, Map.of("a", "failed", "b", "degraded", "c", "ok")));
  }

  @Test
  @DisplayName("is written with a word for all and a word for each part")
  void json() throws Exception {
    assertThat(
            new String(of(fails("blobs", true)).toJson(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"status\":\"unready\",\"parts\":{\"blobs\":\"failed\"}}");
  }
}

package dev.freehold.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.web.http.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    assertThat(health.look()).isEqualTo(new HealthReport(Readiness.UNREADY, Map.of(), Set.of()));
  }

  @Test
  @DisplayName("is shown as ready as soon as it has started, also to who asked a moment before")
  void started() {
    assertThat(health.readiness().get()).isEqualTo(Readiness.UNREADY);
    health.begin(List.of(works("a", true)));
    assertThat(health.readiness().get()).isEqualTo(Readiness.READY);
  }

  @Test
  @DisplayName("is that of its worst part")
  void worst() {
    assertThat(of(works("a", true), works("b", false)).readiness()).isEqualTo(Readiness.READY);
    assertThat(of(works("a", true), fails("b", false)))
        .isEqualTo(
            new HealthReport(Readiness.DEGRADED, Map.of("a", "ok", "b", "degraded"), Set.of()));
    assertThat(of(fails("a", true), fails("b", false), works("c", true)))
        .isEqualTo(
            new HealthReport(
                Readiness.UNREADY, Map.of("a", "failed", "b", "degraded", "c", "ok"), Set.of()));
  }

  @Test
  @DisplayName("is written with a word for all and a word for each part")
  void json() throws Exception {
    assertThat(
            new String(of(fails("blobs", true)).toJson(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"status\":\"unready\",\"parts\":{\"blobs\":\"failed\"},\"causes\":[]}");
  }

  private static Check failsWith(Cause cause, RuntimeException thrown) {
    return new Check(
        "part",
        cause,
        () -> {
          throw thrown;
        });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("has a code for each cause, and is as the cause says")
  void causes(Cause cause) {
    HealthReport report = of(failsWith(cause, new IllegalStateException()));

    assertThat(report.readiness()).isEqualTo(cause.readiness());
    assertThat(report.causes()).containsExactly(cause);
  }

  @Test
  @DisplayName("says of a full disk that it is full, whatever stands on it")
  void full() {
    PersistenceException database = new PersistenceException(PersistenceError.FULL, "x", null);
    ContentException blobs = new ContentException(ContentError.STORE_FULL, "x");
    for (RuntimeException thrown : List.of(database, blobs)) {
      assertThat(of(failsWith(Cause.DATABASE_DOWN, thrown)))
          .isEqualTo(
              new HealthReport(
                  Readiness.DEGRADED, Map.of("part", "degraded"), Set.of(Cause.DISK_FULL)));
    }
  }

  @Test
  @DisplayName("counts a part as failed that does not say in time how it is, and asks it once")
  void hanging() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    BoundedChecks checks =
        new BoundedChecks(
            List.of(
                works("a", true),
                new Check(
                    "b",
                    Cause.BLOB_STORE_DOWN,
                    () -> {
                      looks.incrementAndGet();
                      await(goOn);
                    })),
            Duration.ofSeconds(1));
    for (int i = 0; i < 2; i++) {
      assertThat(checks.look())
          .extracting(result -> result.found().causes())
          .containsExactly(Set.of(), Set.of(Cause.BLOB_STORE_DOWN));
    }
    assertThat(looks).hasValue(1);
    goOn.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

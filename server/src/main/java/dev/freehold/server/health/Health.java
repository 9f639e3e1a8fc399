package dev.freehold.server.health;

import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.RecentReadiness;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The health of a process, from checks of its parts. It is not ready before it knows its parts,
 * which is when the process has started; listeners may open before. Thread-safe.
 */
public final class Health {

  private final Supplier<Readiness> recent =
      new RecentReadiness(() -> look().readiness(), System::nanoTime);
  private volatile Optional<BoundedChecks> checks = Optional.empty();

  /** Uses these checks from now on. */
  public void begin(List<Check> all) {
    checks = Optional.of(new BoundedChecks(all));
  }

  /**
   * How it is, for strangers: they may ask as often as they like and are not told of parts. That
   * the process is still starting is not kept for a moment as a look is, or who asks then would be
   * told so after the start has ended.
   */
  public Supplier<Readiness> readiness() {
    return () -> checks.isEmpty() ? Readiness.UNREADY : recent.get();
  }

  /** Looks at every part now. */
  HealthReport look() {
    Optional<BoundedChecks> known = checks;
    if (known.isEmpty()) {
      return new HealthReport(Readiness.UNREADY, Map.of(), Set.of());
    }
    Map<String, String> parts = new LinkedHashMap<>();
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    Readiness worst = Readiness.READY;
    for (BoundedChecks.Result result : known.get().look()) {
      Readiness readiness = result.found().readiness();
      parts.put(result.check().name(), word(readiness));
      causes.addAll(result.found().causes());
      worst = readiness.compareTo(worst) > 0 ? readiness : worst;
    }
    return new HealthReport(worst, parts, causes);
  }

  private static String word(Readiness readiness) {
    return switch (readiness) {
      case READY -> "ok";
      case DEGRADED -> "degraded";
      case UNREADY -> "failed";
    };
  }
}

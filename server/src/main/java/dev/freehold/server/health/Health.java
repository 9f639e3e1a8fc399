package dev.freehold.server.health;

import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.RecentReadiness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The health of a process, from checks of its parts. It is not ready before it knows its parts,
 * which is when the process has started; listeners may open before. Thread-safe.
 */
public final class Health {

  private final Supplier<Readiness> recent =
      new RecentReadiness(() -> look().readiness(), System::nanoTime);
  private volatile Optional<List<Check>> checks = Optional.empty();

  /** Uses these checks from now on. */
  public void begin(List<Check> all) {
    checks = Optional.of(List.copyOf(all));
  }

  /** How it is, for strangers: they may ask as often as they like and are not told of parts. */
  public Supplier<Readiness> readiness() {
    return recent;
  }

  /** Looks at every part now. */
  HealthReport look() {
    Optional<List<Check>> known = checks;
    if (known.isEmpty()) {
      return new HealthReport(Readiness.UNREADY, Map.of());
    }
    Map<String, String> parts = new LinkedHashMap<>();
    Readiness worst = Readiness.READY;
    for (Check check : known.get()) {
      Readiness readiness = check.look();
      parts.put(check.name(), word(readiness));
      worst = readiness.compareTo(worst) > 0 ? readiness : worst;
    }
    return new HealthReport(worst, parts);
  }

  private static String word(Readiness readiness) {
    return switch (readiness) {
      case READY -> "ok";
      case DEGRADED -> "degraded";
      case UNREADY -> "failed";
    };
  }
}

package dev.freehold.custody.faults;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Counts the answers that a fault caused at one door of the server, and logs one line a minute for
 * each code. Thread-safe.
 */
public final class FaultCounts {

  private static final Logger LOG = LoggerFactory.getLogger(FaultCounts.class);

  private final String door;
  private final Function<String, OptionalLong> turns;
  private final Map<Fault, Counter> counters = new EnumMap<>(Fault.class);

  /**
   * Begins at zero, so that every figure is there before its first fault.
   *
   * @param door {@code api}, {@code s3} or {@code imap}
   * @param turns how many lines about a code were left out, if there may be one now
   */
  public FaultCounts(String door, MeterRegistry meters, Function<String, OptionalLong> turns) {
    this.door = door;
    this.turns = turns;
    for (Fault fault : Fault.values()) {
      counters.put(
          fault,
          Counter.builder("freehold.faults")
              .description("Answers that say whose fault it is that nobody is served")
              .tag("door", door)
              .tag("code", fault.code())
              .register(meters));
    }
  }

  /** Counts a failure that a client is told of, if it is a fault. */
  public void told(Throwable failure) {
    Fault.of(failure).ifPresent(this::count);
  }

  private void count(Fault fault) {
    counters.get(fault).increment();
    turns
        .apply(fault.code())
        .ifPresent(
            left ->
                // What a tenant wants is no warning to the operator.
                LOG.atLevel(fault == Fault.REVOKED ? Level.INFO : Level.WARN)
                    .addKeyValue("code", fault.code())
                    .addKeyValue("door", door)
                    .log("a client was told of a fault; left out since the last: {}", left));
  }
}

package dev.freehold.custody.jobs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Keeps the log free of failures that a test makes on purpose. */
final class QuietLogs implements AutoCloseable {

  private final List<Logger> loggers =
      Stream.of("com.github.kagkarlsson.scheduler", "dev.freehold.custody.jobs")
          .map(name -> (Logger) LoggerFactory.getLogger(name))
          .toList();

  QuietLogs() {
    loggers.forEach(logger -> logger.setLevel(Level.OFF));
  }

  @Override
  public void close() {
    loggers.forEach(logger -> logger.setLevel(null));
  }
}

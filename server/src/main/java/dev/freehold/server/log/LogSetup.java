package dev.freehold.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.freehold.server.config.LogFormat;
import dev.freehold.server.config.LogLevel;
import org.slf4j.LoggerFactory;

/**
 * Configures Logback in code, because reading its XML would cost a tenth of the start-up time. As
 * Logback's {@link Configurator} it starts with warnings as text; {@link #apply} then sets what was
 * configured.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  private static final String TEXT = "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    setUp(context, Level.WARN, LogFormat.TEXT);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** From now on writes lines of {@code level} and above in {@code format}. */
  public static void apply(LogLevel level, LogFormat format) {
    setUp((LoggerContext) LoggerFactory.getILoggerFactory(), Level.toLevel(level.name()), format);
  }

  private static void setUp(LoggerContext context, Level level, LogFormat format) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, format));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(level);
    // These tell about themselves at INFO, which says nothing to an operator.
    Level others = level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
    for (String name :
        new String[] {
          "org.eclipse.jetty",
          "com.zaxxer",
          "org.flywaydb",
          "org.jdbi",
          "software.amazon.awssdk",
          "org.apache.hc"
        }) {
      context.getLogger(name).setLevel(others);
    }
    // The SDK warns at every call that the JDK's client sets lengths itself, and logs every failure
    // that it also throws. Custody reports those with a code.
    context.getLogger("com.azure").setLevel(Level.OFF);
    // They warn of each request whose host is malformed, with what a stranger wrote there. The
    // listeners tell of refused requests themselves, once a minute.
    context.getLogger("org.eclipse.jetty.http.HttpParser").setLevel(Level.ERROR);
    context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.ERROR);
    // It writes names of folders and users. The IMAP listener tells of failures itself.
    context.getLogger("org.apache.james").setLevel(Level.OFF);
    // It writes the paths of requests, which have documents' names in them.
    context.getLogger("org.gaul.s3proxy").setLevel(Level.OFF);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case JSON -> new JsonLines();
          case TEXT -> {
            PatternLayoutEncoder text = new PatternLayoutEncoder();
            text.setPattern(TEXT);
            yield text;
          }
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}

package dev.freehold.powershell.run;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The values of static properties. */
final class StaticValues {

  private static final Clock CLOCK = Clock.systemUTC();

  private StaticValues() {}

  /** The value of a property of a type, both folded; null if there is none. */
  static Object of(String type, String folded, String written, Session session) {
    return switch (type) {
      case "datetime" -> date(folded);
      case "environment" -> environment(folded, session);
      case "text.encoding" -> encoding(folded);
      // What enumerations are here: their names, as parameters take them.
      case "stringsplitoptions", "stringcomparison", "dayofweek", "consolecolor" -> written;
      case "net.securityprotocoltype", "io.fileattributes", "datetimekind" -> written;
      case "globalization.cultureinfo", "cultureinfo" -> written;
      default -> constant(type + "::" + folded);
    };
  }

  private static Object constant(String member) {
    return switch (member) {
      case "guid::empty" -> new UUID(0, 0);
      case "string::empty" -> "";
      case "int::maxvalue", "int32::maxvalue" -> Integer.MAX_VALUE;
      case "int::minvalue", "int32::minvalue" -> Integer.MIN_VALUE;
      case "long::maxvalue", "int64::maxvalue" -> Long.MAX_VALUE;
      case "long::minvalue", "int64::minvalue" -> Long.MIN_VALUE;
      case "math::pi" -> Math.PI;
      case "timespan::zero" -> Duration.ZERO;
      case "io.path::directoryseparatorchar" -> '/';
      default -> null;
    };
  }

  private static Object date(String name) {
    return switch (name) {
      case "utcnow", "now" -> CLOCK.instant();
      case "today" -> CLOCK.instant().truncatedTo(ChronoUnit.DAYS);
      case "maxvalue" -> Instant.parse("9999-12-31T23:59:59.999999900Z");
      case "minvalue" -> Instant.parse("0001-01-01T00:00:00Z");
      default -> null;
    };
  }

  private static Object environment(String name, Session session) {
    return switch (name) {
      case "newline" -> "\n";
      case "machinename" -> "localhost";
      case "username" -> session.environment().getOrDefault("USER", "");
      case "currentdirectory" -> session.folder().toString();
      case "userinteractive" -> session.host().isInteractive();
      default -> null;
    };
  }

  private static Object encoding(String name) {
    return switch (name) {
      case "utf8", "default" -> new TextEncoding(StandardCharsets.UTF_8);
      case "ascii" -> new TextEncoding(StandardCharsets.US_ASCII);
      case "unicode" -> new TextEncoding(StandardCharsets.UTF_16LE);
      case "bigendianunicode" -> new TextEncoding(StandardCharsets.UTF_16BE);
      default -> null;
    };
  }
}

package dev.freehold.shell.run;

import dev.freehold.shell.run.error.ErrorCategory;
import dev.freehold.shell.run.error.ShellError;
import dev.freehold.shell.run.error.ShellException;
import dev.freehold.shell.value.Arithmetic;
import dev.freehold.shell.value.Conversions;
import dev.freehold.shell.value.Elements;
import dev.freehold.shell.value.PsKind;
import dev.freehold.shell.value.PsObject;
import dev.freehold.shell.value.Relation;
import dev.freehold.shell.value.Text;
import dev.freehold.shell.value.Truth;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

/** The static members of types that scripts use: {@code [type]::member}. */
final class Statics {

  private static final Clock CLOCK = Clock.systemUTC();

  private Statics() {}

  private static String fold(String typeName) {
    String folded = Scope.fold(typeName);
    return folded.startsWith("system.") ? folded.substring("system.".length()) : folded;
  }

  /** The value of a static property. */
  static Object property(String typeName, String name) {
    String member = fold(typeName) + "::" + Scope.fold(name);
    return switch (member) {
      case "datetime::utcnow", "datetime::now" -> CLOCK.instant();
      case "datetime::today" -> CLOCK.instant().truncatedTo(ChronoUnit.DAYS);
      case "datetime::maxvalue" -> Instant.parse("9999-12-31T23:59:59.999999900Z");
      case "datetime::minvalue" -> Instant.parse("0001-01-01T00:00:00Z");
      case "guid::empty" -> new UUID(0, 0);
      case "environment::newline" -> "\n";
      case "environment::machinename" -> "localhost";
      case "string::empty" -> "";
      case "int::maxvalue", "int32::maxvalue" -> Integer.MAX_VALUE;
      case "int::minvalue", "int32::minvalue" -> Integer.MIN_VALUE;
      case "long::maxvalue", "int64::maxvalue" -> Long.MAX_VALUE;
      case "math::pi" -> Math.PI;
      case "timespan::zero" -> Duration.ZERO;
      case "stringsplitoptions::removeemptyentries" -> "RemoveEmptyEntries";
      case "stringsplitoptions::none" -> "None";
      default -> null;
    };
  }

  /** Calls a static method. */
  static Object invoke(String typeName, String name, List<Object> arguments, Session session) {
    String type = fold(typeName);
    String call = type + "::" + Scope.fold(name) + "/" + arguments.size();
    return switch (call) {
      case "guid::newguid/0" -> UUID.randomUUID();
      case "guid::parse/1", "guid::new/1" -> Conversions.toGuid(arguments.getFirst());
      case "datetime::parse/1" -> Conversions.toDate(arguments.getFirst());
      case "timespan::fromdays/1" -> span(arguments, Duration.ofDays(1));
      case "timespan::fromhours/1" -> span(arguments, Duration.ofHours(1));
      case "timespan::fromminutes/1" -> span(arguments, Duration.ofMinutes(1));
      case "timespan::fromseconds/1" -> span(arguments, Duration.ofSeconds(1));
      case "string::isnullorempty/1" -> Text.of(arguments.getFirst()).isEmpty();
      case "string::isnullorwhitespace/1" -> Text.of(arguments.getFirst()).isBlank();
      case "string::join/2" -> {
        StringJoiner joined = new StringJoiner(Text.of(arguments.getFirst()));
        Elements.of(arguments.get(1)).forEach(each -> joined.add(Text.of(each)));
        yield joined.toString();
      }
      case "io.file::readallbytes/1" -> readBytes(Text.of(arguments.getFirst()), session);
      case "io.file::readalltext/1" ->
          new String(readBytes(Text.of(arguments.getFirst()), session), StandardCharsets.UTF_8);
      case "io.file::exists/1" ->
          Files.isRegularFile(session.folder().resolve(Text.of(arguments.getFirst())));
      case "convert::tobase64string/1" ->
          Base64.getEncoder().encodeToString((byte[]) arguments.getFirst());
      default -> type.equals("math") ? Maths.invoke(name, arguments) : made(type, name, arguments);
    };
  }

  /** An exception made for {@code throw}. */
  private static Object made(String type, String name, List<Object> arguments) {
    if (!type.endsWith("exception") || !name.equalsIgnoreCase("new")) {
      throw noMethod(type, name);
    }
    String message = arguments.isEmpty() ? "" : Text.of(arguments.getFirst());
    return PsObject.ofType("System." + type, "System.Exception").with("Message", message);
  }

  static ShellException noMethod(String type, String name) {
    return Errors.runtime(
        "MethodNotFound",
        ErrorCategory.INVALID_OPERATION,
        "Method invocation failed because [%s] does not contain a method named '%s'."
            .formatted(type, name));
  }

  private static Duration span(List<Object> arguments, Duration unit) {
    double count = (Double) Conversions.convert(arguments.getFirst(), PsKind.DOUBLE);
    return Duration.ofMillis(Math.round(count * unit.toMillis()));
  }

  private static byte[] readBytes(String name, Session session) {
    Path file = session.folder().resolve(name);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw ShellException.ofStatement(
          ShellError.of(
                  "FileNotFoundException",
                  ErrorCategory.NOT_SPECIFIED,
                  ("Exception calling \"ReadAllBytes\" with \"1\" argument(s): \"Could not find"
                          + " file '%s'.\"")
                      .formatted(file))
              .withException("System.IO.FileNotFoundException"));
    }
  }

  /** {@code [math]}. */
  private static final class Maths {

    static Object invoke(String name, List<Object> arguments) {
      String call = Scope.fold(name) + "/" + arguments.size();
      double first =
          arguments.isEmpty()
              ? 0
              : (Double) Conversions.convert(arguments.getFirst(), PsKind.DOUBLE);
      return switch (call) {
        case "round/1" -> Math.rint(first);
        case "round/2" -> rounded(first, arguments.get(1));
        case "floor/1" -> Math.floor(first);
        case "ceiling/1" -> Math.ceil(first);
        case "truncate/1" -> first < 0 ? Math.ceil(first) : Math.floor(first);
        case "sqrt/1" -> Math.sqrt(first);
        case "abs/1" -> Math.signum(first) < 0 ? negated(arguments) : arguments.getFirst();
        case "max/2" -> larger(arguments) ? arguments.getFirst() : arguments.get(1);
        case "min/2" -> larger(arguments) ? arguments.get(1) : arguments.getFirst();
        case "pow/2" ->
            Math.pow(first, (Double) Conversions.convert(arguments.get(1), PsKind.DOUBLE));
        default -> throw noMethod("System.Math", name);
      };
    }

    private static Object negated(List<Object> arguments) {
      return Arithmetic.negate(arguments.getFirst());
    }

    private static boolean larger(List<Object> arguments) {
      return Truth.of(Relation.GT.test(arguments.getFirst(), arguments.get(1), false));
    }

    private static double rounded(double value, Object digits) {
      int places = (Integer) Conversions.convert(digits, PsKind.INT);
      return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
    }
  }
}

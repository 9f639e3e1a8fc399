package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ErrorRecord;
import dev.freehold.powershell.run.error.Position;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.secret.Sensitive;
import dev.freehold.powershell.syntax.ParseError;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.syntax.Span;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the language's own errors, and converts between errors and objects. */
public final class Errors {

  /** A word of the script in a message; single characters tell nothing. */
  private static final Pattern QUOTED = Pattern.compile("'[^']{2,}'");

  private Errors() {}

  /** What a value refused, as an error. */
  public static ShellError of(ValueException refusal) {
    ErrorCategory category =
        switch (refusal.error()) {
          case CONVERSION -> ErrorCategory.INVALID_ARGUMENT;
          case DIVISION_BY_ZERO -> ErrorCategory.NOT_SPECIFIED;
          default -> ErrorCategory.INVALID_OPERATION;
        };
    ShellError error = ShellError.of(refusal.error().id(), category, refusal.getMessage());
    if (refusal.error() == ValueError.CONVERSION) {
      return error.withException("System.Management.Automation.PSInvalidCastException");
    }
    return refusal.error() == ValueError.DIVISION_BY_ZERO
        ? error.withException("System.DivideByZeroException")
        : error;
  }

  /** Why a text could not be read, one error for each. */
  public static List<ShellError> of(ParseException refusal) {
    return refusal.errors().stream().map(error -> of(refusal, error)).toList();
  }

  private static ShellError of(ParseException refusal, ParseError error) {
    // Where there are secrets, what was read wrongly may be a piece of one.
    String message =
        refusal.source().isLineSensitive(error.span().start())
            ? QUOTED.matcher(error.message()).replaceAll("'" + Sensitive.MASK + "'")
            : error.message();
    return ShellError.of(error.id(), ErrorCategory.PARSER_ERROR, message)
        .withException("System.Management.Automation.ParseException")
        .at(position(refusal.source(), error.span()));
  }

  /** Where a part of a source stands; the line is shown without its secrets. */
  static Position position(SourceText source, Span span) {
    return new Position(
        source.path(),
        source.line(span.start()),
        source.shownColumn(span.start()),
        source.lineText(span.start()),
        source.shownLength(span));
  }

  static ShellException commandNotFound(String name) {
    return ShellException.ofStatement(
        ShellError.of(
                "CommandNotFoundException",
                ErrorCategory.OBJECT_NOT_FOUND,
                ("The term '%s' is not recognized as a name of a cmdlet, function, script file, or"
                        + " executable program.\nCheck the spelling of the name, or if a path was"
                        + " included, verify that the path is correct and try again.")
                    .formatted(name))
            .withException("System.Management.Automation.CommandNotFoundException")
            .about(name)
            .in(name));
  }

  static ShellException runtime(String id, ErrorCategory category, String message) {
    return ShellException.ofStatement(ShellError.of(id, category, message));
  }

  static ShellException typeNotFound(String name) {
    return runtime(
        "TypeNotFound",
        ErrorCategory.INVALID_OPERATION,
        "Unable to find type [%s].".formatted(name));
  }

  static ShellException callDepth() {
    return ShellException.ofScript(
        ShellError.of(
            "CallDepthOverflow",
            ErrorCategory.INVALID_OPERATION,
            "The script failed due to call depth overflow."));
  }

  /** What {@code throw} of a value raises: an error as an object is itself again. */
  public static ShellError thrown(Object value) {
    if (value instanceof PsObject object && ErrorRecord.is(object)) {
      return ErrorRecord.read(object);
    }
    if (value instanceof PsObject object && object.typeNames().contains("System.Exception")) {
      String message = Text.of(object.get("Message"));
      return ShellError.of(message, ErrorCategory.OPERATION_STOPPED, message)
          .withException(object.typeName());
    }
    String message = value == null ? "ScriptHalted" : Text.of(value);
    return ShellError.of(message, ErrorCategory.OPERATION_STOPPED, message).about(value);
  }

  /** Tells whether a {@code catch} of a type takes an error. */
  static boolean isOfType(ShellError error, String typeName) {
    Optional<String> all =
        List.of("System.Exception", "Exception").stream()
            .filter(typeName::equalsIgnoreCase)
            .findFirst();
    return all.isPresent()
        || error.exceptionType().equalsIgnoreCase(typeName)
        || error.exceptionType().equalsIgnoreCase("System." + typeName)
        || error.exceptionType().equalsIgnoreCase("System.Management.Automation." + typeName);
  }
}

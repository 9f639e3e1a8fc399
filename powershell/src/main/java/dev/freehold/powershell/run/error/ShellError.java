package dev.freehold.powershell.run.error;

import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.TypeNames;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An error of a command or an expression. Immutable; its text is safe to show.
 *
 * @param id the first part of PowerShell's FullyQualifiedErrorId
 * @param message the text that is shown
 * @param exceptionType the .NET name of the exception that scripts catch by type
 * @param target what the error is about; may be null
 * @param command the command that failed, if one did
 * @param position where it was called
 */
public record ShellError(
    String id,
    ErrorCategory category,
    String message,
    String exceptionType,
    Object target,
    Optional<String> command,
    Optional<Position> position) {

  /** What {@code throw} and the language's own errors are. */
  public static final String RUNTIME_EXCEPTION = "System.Management.Automation.RuntimeException";

  /** The type of errors as objects. */
  public static final String TYPE_NAME = "System.Management.Automation.ErrorRecord";

  /** Ends an id that is whole: a module wrote the error with its own cmdlet. */
  public static final String WRITTEN_BY_MODULE = ",Write-ErrorMessage";

  /** An error that knows neither its command nor its place yet. */
  public static ShellError of(String id, ErrorCategory category, String message) {
    return new ShellError(
        id, category, message, RUNTIME_EXCEPTION, null, Optional.empty(), Optional.empty());
  }

  /** The same with the exception's type. */
  public ShellError withException(String typeName) {
    return new ShellError(id, category, message, typeName, target, command, position);
  }

  /** The same with what it is about. */
  public ShellError about(Object about) {
    return new ShellError(id, category, message, exceptionType, about, command, position);
  }

  /** The same with the command that failed, unless one is known. */
  public ShellError in(String name) {
    return command.isPresent()
        ? this
        : new ShellError(id, category, message, exceptionType, target, Optional.of(name), position);
  }

  /** The same with its place, unless one is known. */
  public ShellError at(Position place) {
    return position.isPresent()
        ? this
        : new ShellError(id, category, message, exceptionType, target, command, Optional.of(place));
  }

  /** The same with each of its texts changed, as when secrets are taken out. */
  public ShellError withTexts(UnaryOperator<String> change) {
    return new ShellError(
        change.apply(id),
        category,
        change.apply(message),
        exceptionType,
        target instanceof String text ? change.apply(text) : target,
        command.map(change),
        position.map(
            at ->
                new Position(
                    at.path(), at.line(), at.column(), change.apply(at.lineText()), at.length())));
  }

  /** The id with the command behind a comma, unless it is whole. */
  public String fullId() {
    return id.endsWith(WRITTEN_BY_MODULE) ? id : command.map(name -> id + "," + name).orElse(id);
  }

  /** The exception's type without its namespace. */
  public String shortException() {
    return exceptionType.substring(exceptionType.lastIndexOf('.') + 1);
  }

  /** What is shown as CategoryInfo. */
  public String categoryInfo() {
    String about =
        target == null ? "(:)" : "(%s:%s)".formatted(shortText(), shortType(TypeNames.of(target)));
    return "%s: %s [%s], %s"
        .formatted(category.text(), about, command.orElse(""), shortException());
  }

  private String shortText() {
    String text = String.valueOf(target);
    return text.length() <= MAX_TARGET_CHARS ? text : text.substring(0, MAX_TARGET_CHARS) + "…";
  }

  private static final int MAX_TARGET_CHARS = 40;

  private static String shortType(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The error as an object: what {@code $_} is in a catch, and what {@code $Error} holds. */
  public PsObject toObject() {
    PsObject exception =
        PsObject.ofType(exceptionType, "System.Exception")
            .with("Message", message)
            .with("InnerException", null)
            .withText(exceptionType + ": " + message);
    PsObject invocation =
        PsObject.ofType("System.Management.Automation.InvocationInfo")
            .with("MyCommand", command.orElse(null))
            .with("ScriptName", position.flatMap(Position::path).orElse(""))
            .with("ScriptLineNumber", position.map(Position::line).orElse(0))
            .with("OffsetInLine", position.map(Position::column).orElse(0))
            .with("Line", position.map(Position::lineText).orElse(""))
            .with("PositionMessage", position.map(ErrorText::positionMessage).orElse(""));
    PsObject categories =
        PsObject.ofType("System.Management.Automation.ErrorCategoryInfo")
            .with("Category", category.text())
            .with("Activity", command.orElse(""))
            .with("Reason", shortException())
            .with("TargetName", target == null ? "" : shortText())
            .with("TargetType", target == null ? "" : shortType(TypeNames.of(target)))
            .withText(categoryInfo());
    return PsObject.ofType(TYPE_NAME)
        .with("Exception", exception)
        .with("TargetObject", target)
        .with("CategoryInfo", categories)
        .with("FullyQualifiedErrorId", fullId())
        .with("ErrorDetails", null)
        .with("InvocationInfo", invocation)
        .with("ScriptStackTrace", "")
        .withText(message);
  }
}

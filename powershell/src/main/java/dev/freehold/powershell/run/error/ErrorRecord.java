package dev.freehold.powershell.run.error;

import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import java.util.Optional;

/** Reads errors from objects. */
public final class ErrorRecord {

  private ErrorRecord() {}

  /** Tells whether a value is an error. */
  public static boolean is(Object value) {
    return value instanceof PsObject object && object.typeNames().contains(ShellError.TYPE_NAME);
  }

  /** The error that an object is; where it was is left to who raises it. */
  public static ShellError read(PsObject object) {
    Object exception = object.get("Exception");
    String fullId = Text.of(object.get("FullyQualifiedErrorId"));
    String command = Text.of(Members.get(object.get("InvocationInfo"), "MyCommand"));
    String suffix = "," + command;
    ShellError error =
        ShellError.of(
                fullId.endsWith(suffix)
                    ? fullId.substring(0, fullId.length() - suffix.length())
                    : fullId,
                category(Text.of(Members.get(object.get("CategoryInfo"), "Category"))),
                Text.of(Members.get(exception, "Message")))
            .about(object.get("TargetObject"));
    ShellError typed =
        exception instanceof PsObject known ? error.withException(known.typeName()) : error;
    return command.isEmpty() ? typed : typed.in(command);
  }

  /** The same with the place where it was. */
  static ShellError readWithPlace(PsObject object) {
    ShellError error = read(object);
    return position(object.get("InvocationInfo")).map(error::at).orElse(error);
  }

  private static Optional<Position> position(Object invocation) {
    if (!(Members.get(invocation, "ScriptLineNumber") instanceof Integer line)
        || !(Members.get(invocation, "OffsetInLine") instanceof Integer column)
        || line == 0) {
      return Optional.empty();
    }
    String path = Text.of(Members.get(invocation, "ScriptName"));
    String message = Text.of(Members.get(invocation, "PositionMessage"));
    String marks = message.substring(message.lastIndexOf('\n') + 1);
    return Optional.of(
        new Position(
            Optional.of(path).filter(known -> !known.isEmpty()),
            line,
            column,
            Text.of(Members.get(invocation, "Line")),
            (int) marks.chars().filter(mark -> mark == '~').count()));
  }

  private static ErrorCategory category(String text) {
    for (ErrorCategory category : ErrorCategory.values()) {
      if (category.text().equals(text)) {
        return category;
      }
    }
    return ErrorCategory.NOT_SPECIFIED;
  }
}

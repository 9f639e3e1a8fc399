package dev.freehold.powershell.run.error;

/** Formats errors as the console shows them. */
public final class ErrorText {

  private ErrorText() {}

  /**
   * PowerShell 7's short form: one line for what was typed, the place and the line for what stands
   * in a script file.
   */
  public static String concise(ShellError error) {
    String who = error.command().orElseGet(() -> kind(error));
    String message = error.message().replace("\r\n", "\n").stripTrailing();
    if (error.position().flatMap(Position::path).isEmpty()) {
      return who + ": " + message;
    }
    Position at = error.position().get();
    String number = String.valueOf(at.line());
    String margin = " ".repeat(Math.max(0, 4 - number.length()));
    String blank = " ".repeat(Math.max(4, number.length()) + 1) + "| ";
    return "%s: %s:%s%nLine |%n%s%s | %s%n%s%s%n%s%s"
        .formatted(
            who,
            at.path().get(),
            number,
            margin,
            number,
            at.lineText(),
            blank,
            underline(at, "~"),
            blank,
            message.replace("\n", "\n" + blank))
        .replace("\r\n", "\n");
  }

  /** What stands where there is no command. */
  private static String kind(ShellError error) {
    return switch (error.category()) {
      case OPERATION_STOPPED -> "Exception";
      case NOT_SPECIFIED -> error.shortException();
      default -> error.category().text();
    };
  }

  /** Windows PowerShell's long form. */
  public static String normal(ShellError error) {
    String head = error.command().map(name -> name + " : ").orElse("") + error.message();
    String place = error.position().map(at -> "\n" + positionMessage(at)).orElse("");
    return "%s%s\n    + CategoryInfo          : %s\n    + FullyQualifiedErrorId : %s"
        .formatted(head, place, error.categoryInfo(), error.fullId());
  }

  static String positionMessage(Position at) {
    return "At %s:%s char:%d\n+ %s\n+ %s"
        .formatted(
            at.path().orElse("line"), at.line(), at.column(), at.lineText(), underline(at, "~"));
  }

  private static String underline(Position at, String mark) {
    int length = Math.min(at.length(), at.lineText().length() - at.column() + 1);
    return " ".repeat(Math.max(0, at.column() - 1)) + mark.repeat(Math.max(1, length));
  }
}

package dev.freehold.powershell.run.error;

import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;

/** How errors are shown, as {@code $ErrorView} says. */
public enum ErrorView {
  /** PowerShell 7's short form. */
  CONCISE("ConciseView"),
  /** Windows PowerShell's long form. */
  NORMAL("NormalView"),
  /** The category alone. */
  CATEGORY("CategoryView");

  private final String text;

  ErrorView(String text) {
    this.text = text;
  }

  /** What a value of {@code $ErrorView} means; what means nothing is the short form. */
  public static ErrorView of(Object value) {
    String written = Text.of(value).strip();
    for (ErrorView view : values()) {
      if (view.text.equalsIgnoreCase(written)) {
        return view;
      }
    }
    return CONCISE;
  }

  /** How scripts write it. */
  public String text() {
    return text;
  }

  /** The text of an error. */
  public String text(ShellError error) {
    return switch (this) {
      case CONCISE -> ErrorText.concise(error);
      case NORMAL -> ErrorText.normal(error);
      case CATEGORY -> error.categoryInfo();
    };
  }

  /** The text of an error that is an object. */
  public String text(PsObject object) {
    return text(ErrorRecord.readWithPlace(object));
  }
}

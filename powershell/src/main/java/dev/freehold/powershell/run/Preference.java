package dev.freehold.powershell.run;

import dev.freehold.powershell.value.Text;

/** What to do about an error or message. */
enum Preference {
  CONTINUE,
  SILENTLY_CONTINUE,
  IGNORE,
  STOP,
  INQUIRE;

  static Preference of(Object value) {
    return switch (Scope.fold(Text.of(value)).strip()) {
      case "silentlycontinue" -> SILENTLY_CONTINUE;
      case "ignore" -> IGNORE;
      case "stop" -> STOP;
      case "inquire" -> INQUIRE;
      default -> CONTINUE;
    };
  }

  boolean isShown() {
    return this == CONTINUE || this == INQUIRE || this == STOP;
  }
}

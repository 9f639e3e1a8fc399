package dev.freehold.powershell.terminal;

import dev.freehold.powershell.value.scalar.SecureText;
import java.io.Console;
import java.util.Arrays;
import java.util.Optional;

/** A person at a terminal who answers a script's questions. */
public interface Questions {

  /** Asks for a line; empty at the end of the input. */
  Optional<String> line(String prompt);

  /** Asks for a line that is not shown; empty at the end of the input. */
  Optional<SecureText> secret(String prompt);

  /** Asks at the process's console. */
  static Questions at(Console console) {
    return new Questions() {

      @Override
      public Optional<String> line(String prompt) {
        return Optional.ofNullable(console.readLine("%s", prompt));
      }

      @Override
      public Optional<SecureText> secret(String prompt) {
        char[] typed = console.readPassword("%s", prompt);
        if (typed == null) {
          return Optional.empty();
        }
        try {
          return Optional.of(SecureText.copyOf(typed));
        } finally {
          Arrays.fill(typed, '\0');
        }
      }
    };
  }
}

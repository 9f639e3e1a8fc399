package dev.freehold.powershell.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** Single keys, read without showing them. */
final class KeyPresses {

  private static final int END_OF_INPUT = 4;
  private static final int BACKSPACE = 8;
  private static final int DELETE = 127;

  private final Terminal terminal;
  private final Runnable checkCancelled;

  /**
   * Reads keys of a terminal.
   *
   * @param checkCancelled called again and again while a key is waited for; may throw
   */
  KeyPresses(Terminal terminal, Runnable checkCancelled) {
    this.terminal = terminal;
    this.checkCancelled = checkCancelled;
  }

  /** Waits for a key; negative at the end of the input. */
  int next() {
    return raw(KeyPresses::read);
  }

  private int read() {
    try {
      while (true) {
        int key = terminal.reader().read(TerminalLimits.KEY_POLL.toMillis());
        if (key != NonBlockingReader.READ_EXPIRED) {
          return key;
        }
        checkCancelled.run();
      }
    } catch (IOException e) {
      // JLine reports the interrupt of a cancelled script in this way.
      checkCancelled.run();
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a line that is not shown; a star stands for each character.
   *
   * @param prompt shown once nothing that is typed is shown any more
   * @return what a function makes of the characters, which are overwritten then; empty at the end
   *     of the input
   */
  <T> Optional<T> secret(String prompt, Function<char[], T> made) {
    return raw(
        keys -> {
          keys.show(prompt);
          return keys.secretLine(made);
        });
  }

  private <T> Optional<T> secretLine(Function<char[], T> made) {
    char[] typed = new char[TerminalLimits.MAX_SECRET_CHARS];
    int count = 0;
    try {
      while (true) {
        int key = read();
        if (key < 0 || (key == END_OF_INPUT && count == 0)) {
          return Optional.empty();
        } else if (key == '\r' || key == '\n') {
          char[] exact = Arrays.copyOf(typed, count);
          try {
            return Optional.of(made.apply(exact));
          } finally {
            Arrays.fill(exact, '\0');
          }
        } else if (key == BACKSPACE || key == DELETE) {
          count -= count > 0 ? erase() : 0;
        } else if (key >= ' ' && count < typed.length) {
          typed[count++] = (char) key;
          show("*");
        }
      }
    } finally {
      Arrays.fill(typed, '\0');
      show("\n");
    }
  }

  private int erase() {
    show("\b \b");
    return 1;
  }

  private void show(String text) {
    terminal.writer().print(text);
    terminal.writer().flush();
  }

  private <T> T raw(Function<KeyPresses, T> reading) {
    Attributes before = terminal.enterRawMode();
    try {
      return reading.apply(this);
    } finally {
      terminal.setAttributes(before);
    }
  }
}

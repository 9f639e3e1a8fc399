package dev.freehold.shell.view;

import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.format.TextOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What the shell shows of objects, on a screen of 120 columns. */
final class Shown {

  private Shown() {}

  /** Without the spaces at the ends of lines, which the formatting's own tests check. */
  static String of(Object value) {
    StringBuilder text = new StringBuilder();
    DefaultOutput out =
        new DefaultOutput(
            FormatSettings.of(CmdletViews.all()),
            new TextOutput(120, line -> text.append(line.stripTrailing()).append('\n')),
            () -> 0);
    out.accept(value);
    out.end();
    return text.toString();
  }

  /** A text that is too wide for a line of source. */
  static String golden(String name) throws IOException {
    try (InputStream in = Shown.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

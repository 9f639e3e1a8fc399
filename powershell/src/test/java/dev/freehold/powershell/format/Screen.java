package dev.freehold.powershell.format;

import dev.freehold.powershell.view.Views;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A screen of 120 columns that keeps its lines, with a clock that tests move. */
final class Screen {

  private final List<String> lines = new ArrayList<>();
  private final TextOutput output;
  private long nanos;

  private Screen(int width) {
    output = new TextOutput(width, lines::add);
  }

  static Screen of(int width) {
    return new Screen(width);
  }

  /** What objects show by default. */
  static String shown(Object... values) {
    Screen screen = of(FormatLimits.DEFAULT_WIDTH_CHARS);
    DefaultOutput out = screen.output();
    for (Object value : values) {
      out.accept(value);
    }
    out.end();
    return screen.text();
  }

  /** What objects show when they were asked for in some form. */
  static String formatted(FormatRequest request, Object... values) {
    return formatted(FormatLimits.DEFAULT_WIDTH_CHARS, request, values);
  }

  static String formatted(int width, FormatRequest request, Object... values) {
    Screen screen = of(width);
    DefaultOutput out = screen.output();
    Formatter formatter =
        new Formatter(FormatSettings.of(Views.ofLanguage()), request, out::accept);
    for (Object value : values) {
      formatter.accept(value);
    }
    formatter.end();
    out.end();
    return screen.text();
  }

  /** A text that is too wide for a line of source. */
  static String golden(String name) {
    try (InputStream in = Screen.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DefaultOutput output() {
    return new DefaultOutput(FormatSettings.of(Views.ofLanguage()), output, () -> nanos);
  }

  void waitMillis(long millis) {
    nanos += millis * 1_000_000;
  }

  String text() {
    return String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
  }
}

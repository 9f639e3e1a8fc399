package dev.freehold.powershell.data.step;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Encodings of text files by the names that parameters take. */
public final class Encodings {

  private Encodings() {}

  /**
   * The charset of a name in any case; of null, UTF-8.
   *
   * @throws ShellException if the name is of none
   */
  public static Charset charset(String name) {
    return switch (name == null ? "utf8" : name.toLowerCase(Locale.ROOT)) {
      case "utf8", "utf-8", "utf8bom", "utf8nobom", "default", "oem", "ansi" ->
          StandardCharsets.UTF_8;
      case "ascii" -> StandardCharsets.US_ASCII;
      case "latin1" -> StandardCharsets.ISO_8859_1;
      case "unicode", "utf-16", "utf16" -> StandardCharsets.UTF_16LE;
      case "bigendianunicode" -> StandardCharsets.UTF_16BE;
      default ->
          throw ShellException.ofStatement(
              ShellError.of(
                      "ParameterArgumentTransformationError",
                      ErrorCategory.INVALID_DATA,
                      ("Cannot process argument transformation on parameter 'Encoding'. '%s' is not"
                              + " a supported encoding name; use utf8, utf8BOM, ascii, latin1,"
                              + " unicode or bigendianunicode.")
                          .formatted(name))
                  .withException("System.Management.Automation.ParameterBindingException"));
    };
  }

  /** What a file in an encoding starts with. */
  static String mark(String name) {
    return name != null && name.equalsIgnoreCase("utf8BOM") ? "\uFEFF" : "";
  }
}

package dev.freehold.shell.terminal;

import dev.freehold.shell.data.JsonOptions;
import dev.freehold.shell.data.JsonWriter;
import dev.freehold.shell.format.FormatRecord;
import dev.freehold.shell.run.error.ErrorCategory;
import dev.freehold.shell.run.error.ShellError;
import dev.freehold.shell.run.error.ShellException;
import java.io.PrintWriter;

/** Writes each object that comes as an element of one JSON array; none give an empty array. */
final class JsonArray {

  /** Deeper than ConvertTo-Json goes by itself: nobody can ask for more afterwards. */
  private static final JsonOptions OPTIONS = new JsonOptions(16, true);

  private final PrintWriter out;
  private boolean begun;

  JsonArray(PrintWriter out) {
    this.out = out;
  }

  void accept(Object value) {
    if (value instanceof FormatRecord) {
      throw ShellException.ofScript(
          ShellError.of(
              "FormattedOutputAsJson",
              ErrorCategory.INVALID_OPERATION,
              "What a Format cmdlet made cannot be written as JSON. Use Select-Object to choose"
                  + " properties."));
    }
    out.print(begun ? ",\n" : "[\n");
    begun = true;
    out.print(JsonWriter.write(value, OPTIONS).text());
  }

  void end() {
    out.println(begun ? "\n]" : "[]");
    out.flush();
  }
}

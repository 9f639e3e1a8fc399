package dev.freehold.powershell.terminal;

import dev.freehold.powershell.data.step.JsonOptions;
import dev.freehold.powershell.data.step.JsonWriter;
import dev.freehold.powershell.format.FormatRecord;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
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

package dev.freehold.shell.azure.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.web.http.RequestUri;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list of the directory.
 *
 * @param path where it is
 * @param objects makes what is written of an element
 */
record DirectoryList(String path, Function<JsonNode, PsObject> objects) {

  private static final String FIRST = "First";
  private static final String SKIP = "Skip";

  /** The parameters that say which part is wanted, and those that mean nothing here. */
  static Parameter[] parameters() {
    return new Parameter[] {
      Parameter.of(FIRST, PsKind.LONG),
      Parameter.of(SKIP, PsKind.LONG),
      Parameter.text("Filter"),
      Parameter.texts("Select"),
      Parameter.texts("Expand"),
      Parameter.texts("OrderBy"),
      Parameter.text("ConsistencyLevel"),
      Parameter.flag("AppendSelected"),
      Parameter.flag("IncludeTotalCount"),
      Parameter.flag("Count")
    };
  }

  /** Writes one object; a failure if it is not there. */
  void one(AzureCall call, String id) {
    call.write(
        objects.apply(
            call.directory()
                .find(path + "/" + RequestUri.encode(id))
                .orElseThrow(() -> call.directory().unknown(id))));
  }

  /**
   * Writes those that are wanted.
   *
   * @param filter what the other parameters say; {@code -Filter} counts if they say nothing
   */
  void all(AzureCall call, Optional<String> filter) {
    Optional<String> wanted = filter.or(() -> call.text("Filter"));
    long first = number(call, FIRST).orElse(Long.MAX_VALUE);
    long[] left = {number(call, SKIP).orElse(0L)};
    long[] given = {0};
    String query = wanted.map(text -> "?$filter=" + RequestUri.encode(text)).orElse("");
    call.directory()
        .eachWhile(
            path + query,
            json -> {
              if (left[0] > 0) {
                left[0]--;
                return true;
              }
              if (given[0] < first) {
                given[0]++;
                call.write(objects.apply(json));
              }
              return given[0] < first;
            });
  }

  private static Optional<Long> number(AzureCall call, String name) {
    return call.bound().value(name) instanceof Long number && number >= 0
        ? Optional.of(number)
        : Optional.empty();
  }
}

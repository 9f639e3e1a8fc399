package dev.freehold.bench.budget;

import java.util.List;

/**
 * A stage of a request.
 *
 * @param name what a person calls it
 * @param prefixes what the names of its frames' classes begin with
 */
public record RequestStage(String name, List<String> prefixes) {

  /** A stage with these prefixes. */
  public static RequestStage of(String name, String... prefixes) {
    return new RequestStage(name, List.of(prefixes));
  }

  boolean has(String type) {
    return prefixes.stream().anyMatch(type::startsWith);
  }
}

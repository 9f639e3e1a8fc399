package dev.freehold.bench.budget;

import java.util.List;

/**
 * A stage of a request.
 *
 * @param name what a person calls it
 * @param prefixes what the names of its frames' classes begin with
 */
public record Stage(String name, List<String> prefixes) {

  /** A stage with these prefixes. */
  public static Stage of(String name, String... prefixes) {
    return new Stage(name, List.of(prefixes));
  }

  boolean has(String type) {
    return prefixes.stream().anyMatch(type::startsWith);
  }
}

package dev.freehold.vault.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route's path. Literal segments match without regard to case; {@code {name}} matches one
 * segment, an empty one too; {@code {name?}} also matches when the segment is left out.
 */
public final class PathPattern {

  private final List<String> segments;

  private PathPattern(List<String> segments) {
    this.segments = segments;
  }

  static PathPattern of(String pattern) {
    return new PathPattern(List.of(pattern.substring(1).split("/")));
  }

  /** The last literal segment, which names the operation in messages. */
  String lastLiteral() {
    return segments.stream().filter(s -> !s.startsWith("{")).reduce("", (a, b) -> b);
  }

  /** The parameters of {@code path} if it matches; one that was left out is empty. */
  Optional<Map<String, String>> match(List<String> path) {
    Map<String, String> parameters = new LinkedHashMap<>();
    return match(0, path, 0, parameters) ? Optional.of(parameters) : Optional.empty();
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return "/" + String.join("/", segments);
  }

  private boolean match(int at, List<String> path, int from, Map<String, String> parameters) {
    if (at == segments.size()) {
      return from == path.size();
    }
    String segment = segments.get(at);
    boolean hasMore = from < path.size();
    if (!segment.startsWith("{")) {
      return hasMore
          && segment.equalsIgnoreCase(path.get(from))
          && match(at + 1, path, from + 1, parameters);
    }
    boolean optional = segment.endsWith("?}");
    String name = segment.substring(1, segment.length() - (optional ? 2 : 1));
    parameters.put(name, hasMore ? path.get(from) : "");
    if (hasMore && match(at + 1, path, from + 1, parameters)) {
      return true;
    }
    parameters.put(name, "");
    return optional && match(at + 1, path, from, parameters);
  }
}

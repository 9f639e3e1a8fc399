package dev.freehold.web.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route's path. {@code {name}} matches one segment; {@code {name?}} also matches if the segment
 * is missing; {@code {name...}} at the end matches all remaining segments, at least one, with the
 * slashes between. All other segments are literal.
 */
public final class PathPattern {

  private final List<Segment> segments;
  private final String text;
  private final boolean isLenient;
  private final int leastSegments;
  private final int firstWords;

  private PathPattern(String text, List<Segment> segments, boolean lenient) {
    this.text = text;
    this.segments = segments;
    this.isLenient = lenient;
    this.leastSegments =
        (int) segments.stream().filter(segment -> segment.kind() != Kind.OPTIONAL).count();
    this.firstWords =
        (int) segments.stream().takeWhile(segment -> segment.kind() == Kind.LITERAL).count();
  }

  /** A pattern that takes literal segments in their own spelling only, and no empty ones. */
  public static PathPattern of(String pattern) {
    return new PathPattern(pattern, parse(pattern), false);
  }

  /** A pattern that takes literal segments in any case, and empty ones for parameters. */
  public static PathPattern lenient(String pattern) {
    return new PathPattern(pattern, parse(pattern), true);
  }

  private static List<Segment> parse(String pattern) {
    if (!pattern.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash, got " + pattern);
    }
    return List.of(pattern.substring(1).split("/")).stream().map(Segment::of).toList();
  }

  /** The last literal segment, which names the operation in messages. */
  public String lastLiteral() {
    return segments.stream()
        .filter(segment -> segment.kind() == Kind.LITERAL)
        .map(Segment::name)
        .reduce("", (_, last) -> last);
  }

  /** The parameters of {@code path} if it matches; one that was left out is empty. */
  public Optional<Map<String, String>> match(List<String> path) {
    if (!canMatch(path)) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    return match(0, path, 0, parameters) ? Optional.of(parameters) : Optional.empty();
  }

  /** Whether length and first words are right: a table asks each of its patterns. */
  private boolean canMatch(List<String> path) {
    if (path.size() < leastSegments) {
      return false;
    }
    for (int at = 0; at < firstWords; at++) {
      if (!isSame(segments.get(at).name(), path.get(at))) {
        return false;
      }
    }
    return true;
  }

  private boolean match(int at, List<String> path, int from, Map<String, String> parameters) {
    if (at == segments.size()) {
      return from == path.size();
    }
    Segment segment = segments.get(at);
    boolean hasMore = from < path.size();
    return switch (segment.kind()) {
      case LITERAL ->
          hasMore
              && isSame(segment.name(), path.get(from))
              && match(at + 1, path, from + 1, parameters);
      case REST -> {
        parameters.put(segment.name(), String.join("/", path.subList(from, path.size())));
        yield hasMore;
      }
      case ONE -> matchesOne(segment, at, path, from, parameters);
      case OPTIONAL -> {
        if (matchesOne(segment, at, path, from, parameters)) {
          yield true;
        }
        parameters.put(segment.name(), "");
        yield match(at + 1, path, from, parameters);
      }
    };
  }

  private boolean matchesOne(
      Segment segment, int at, List<String> path, int from, Map<String, String> parameters) {
    if (from >= path.size() || (path.get(from).isEmpty() && !isLenient)) {
      return false;
    }
    parameters.put(segment.name(), path.get(from));
    return match(at + 1, path, from + 1, parameters);
  }

  private boolean isSame(String literal, String given) {
    return isLenient ? literal.equalsIgnoreCase(given) : literal.equals(given);
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }

  private enum Kind {
    LITERAL,
    ONE,
    OPTIONAL,
    REST
  }

  private record Segment(Kind kind, String name) {

    static Segment of(String text) {
      if (!text.startsWith("{")) {
        return new Segment(Kind.LITERAL, text);
      }
      String inner = text.substring(1, text.length() - 1);
      if (inner.endsWith("...")) {
        return new Segment(Kind.REST, inner.substring(0, inner.length() - 3));
      }
      return inner.endsWith("?")
          ? new Segment(Kind.OPTIONAL, inner.substring(0, inner.length() - 1))
          : new Segment(Kind.ONE, inner);
    }
  }
}

package dev.freehold.console.screen;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;
import java.util.UUID;

/** What policies are called, whatever their kind. */
public final class PolicyNames {

  private PolicyNames() {}

  /**
   * A policy by its name.
   *
   * @param kind in the words of the API
   * @param page of it, below {@code /console}; empty if it has none
   */
  public record Found(String kind, String name, String page) {}

  /** The policy of this kind and id, as far as somebody may see it. */
  public static Optional<Found> of(Visit visit, String kind, UUID id) {
    if (kind == null || id == null) {
      return Optional.empty();
    }
    return switch (kind) {
      case "mailbox" -> named(visit, kind, "/policies/" + id);
      case "multiWorkload" -> named(visit, kind, "/multi-workload-policies/" + id);
      default -> Optional.of(new Found(kind, "", ""));
    };
  }

  private static Optional<Found> named(Visit visit, String kind, String path) {
    return visit.find(Named.class, path).map(found -> new Found(kind, found.name(), path));
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Named(String name) {}
}

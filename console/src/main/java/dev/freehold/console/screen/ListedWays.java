package dev.freehold.console.screen;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.UUID;

/** Ways in as the API shows them. */
public final class ListedWays {

  private ListedWays() {}

  /** Several ways in, open or ended. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listed(List<Way> waysIn) {

    /** Those that are open. */
    public List<Way> open() {
      return waysIn.stream().filter(way -> way.endedAt() == null).toList();
    }
  }

  /** One way in. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Way(
      UUID id,
      String kind,
      String scope,
      String label,
      String madeAt,
      String lastUsedAt,
      String goodUntil,
      String endedAt) {

    /** Whether it is replaced rather than ended. */
    public boolean isNeeded() {
      return kind.equals("password") || kind.equals("secret");
    }
  }

  /**
   * What the template of a table of them takes.
   *
   * @param ways those that are open
   * @param path what the addresses of their forms begin with, below {@code /console}
   */
  public record Table(List<Way> ways, String path) {

    /** Copies the list. */
    public Table {
      ways = List.copyOf(ways);
    }

    /** The open ones of these. */
    public static Table of(Listed listed, String path) {
      return new Table(listed.open(), path);
    }
  }
}

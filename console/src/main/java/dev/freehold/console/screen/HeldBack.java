package dev.freehold.console.screen;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Legal holds, as the API shows them. */
public final class HeldBack {

  private HeldBack() {}

  /** Several holds. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listed(List<Hold> holds) {}

  /**
   * The holds on one mailbox or site, and what somebody may do about them.
   *
   * @param path of its page, below {@code /console}
   */
  public record Section(String path, List<Hold> holds, boolean mayPlace, boolean mayLift) {

    /** Copies the list. */
    public Section {
      holds = List.copyOf(holds);
    }

    /** The holds on what has this path, if somebody may see them. */
    public static Optional<Section> of(Visit visit, String path) {
      return visit
          .find(Listed.class, path + "/holds")
          .map(
              found ->
                  new Section(
                      path,
                      found.holds,
                      visit.may("POST", path + "/holds"),
                      visit.may("DELETE", path + "/holds/any")));
    }
  }

  /**
   * One hold.
   *
   * @param owner the name of the mailbox or site
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Hold(
      UUID id,
      String name,
      String reason,
      UUID ownerId,
      String ownerKind,
      String owner,
      String placedBy,
      String placedByName,
      String placedAt) {

    /** The page of what is held, below {@code /console}. */
    public String page() {
      return (ownerKind.equals("mailbox") ? "/mailboxes/" : "/sites/") + ownerId;
    }

    /** Who placed it. */
    public String by() {
      return placedByName == null ? placedBy : placedByName;
    }
  }
}

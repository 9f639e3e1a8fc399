package dev.freehold.console.screen;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.UUID;

/** Legal holds, as the API shows them. */
public final class HeldBack {

  private HeldBack() {}

  /** Several holds. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listed(List<Hold> holds) {}

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

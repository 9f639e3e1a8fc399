package dev.freehold.content.preview;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of a preview begins.
 *
 * @param isWaiting whether the page lists mailboxes and sites that have yet to come under the
 *     policy
 * @param after the id of the last entry of the page before
 */
public record PreviewCursor(boolean isWaiting, UUID after) {

  static final PreviewCursor FIRST = new PreviewCursor(false, new UUID(0, 0));
  static final PreviewCursor FIRST_WAITING = new PreviewCursor(true, new UUID(0, 0));

  private static final String UNDER = "u-";
  private static final String WAITING = "w-";

  /** The form for clients, who give it back as it is. */
  public String text() {
    return (isWaiting ? WAITING : UNDER) + after;
  }

  /** Reads {@link #text}; empty if {@code text} is no cursor. */
  public static Optional<PreviewCursor> parse(String text) {
    boolean isWaiting = text.startsWith(WAITING);
    if (!isWaiting && !text.startsWith(UNDER)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PreviewCursor(isWaiting, UUID.fromString(text.substring(UNDER.length()))));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}

package dev.freehold.persistence.postgresql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What one NOTIFY says: the process that sends it, then the ids of rows, or {@code *} for any row,
 * or nothing if it only says that notices arrive. Whoever may connect to the database can send
 * anything, so what does not look exactly like this is nothing.
 *
 * @param sender the process
 * @param isAnything whether any row may have changed
 */
record NoticePayload(UUID sender, boolean isAnything, Set<UUID> ids) {

  /** So many ids fit into a payload, of which PostgreSQL takes fewer than 8,000 bytes. */
  static final int MAX_IDS = 200;

  private static final int ID_CHARS = 36;
  private static final int MAX_CHARS = (MAX_IDS + 1) * (ID_CHARS + 1);
  private static final String ANYTHING = "*";

  NoticePayload {
    ids = Set.copyOf(ids);
  }

  static String beat(UUID sender) {
    return sender.toString();
  }

  static String anything(UUID sender) {
    return sender + " " + ANYTHING;
  }

  static String changed(UUID sender, Collection<UUID> ids) {
    List<String> words = new ArrayList<>(List.of(sender.toString()));
    ids.forEach(id -> words.add(id.toString()));
    return String.join(" ", words);
  }

  /** Reads what one of these wrote; empty if none did. */
  static Optional<NoticePayload> parse(String text) {
    if (text.length() > MAX_CHARS) {
      return Optional.empty();
    }
    List<String> words = List.of(text.split(" ", -1));
    Optional<UUID> sender = id(words.getFirst());
    if (sender.isEmpty()) {
      return Optional.empty();
    }
    if (words.size() == 2 && words.getLast().equals(ANYTHING)) {
      return Optional.of(new NoticePayload(sender.get(), true, Set.of()));
    }
    Set<UUID> ids = new LinkedHashSet<>();
    for (String word : words.subList(1, words.size())) {
      Optional<UUID> id = id(word);
      if (id.isEmpty()) {
        return Optional.empty();
      }
      ids.add(id.get());
    }
    return Optional.of(new NoticePayload(sender.get(), false, ids));
  }

  private static Optional<UUID> id(String word) {
    if (word.length() != ID_CHARS) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(word));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}

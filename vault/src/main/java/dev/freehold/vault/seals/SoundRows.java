package dev.freehold.vault.seals;

import dev.freehold.vault.VaultLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What rows mean whose seals were checked. Rows are read whenever they are needed; while every
 * column is what it was, a row means what it meant, so it is not parsed and its seal is not
 * computed again. Whether a newer state was seen since is asked each time. Private parts have no
 * place here: a key that is purged would stay in memory. Thread-safe.
 */
final class SoundRows {

  private final Map<Object, Sound> rows = new ConcurrentHashMap<>();

  private record Sound(Object meaning, List<Raise> states) {}

  /**
   * What {@code row} means.
   *
   * @param row its columns, equal to others only if each column is
   * @param isNewest whether no newer state than this was seen
   */
  <R> Optional<R> find(Object row, Class<R> type, Predicate<Raise> isNewest) {
    Sound known = rows.get(row);
    return known != null && known.states.stream().allMatch(isNewest)
        ? Optional.of(type.cast(known.meaning))
        : Optional.empty();
  }

  /** Remembers that {@code row} is sound as long as these states are the newest. */
  void add(Object row, Object meaning, List<Raise> states) {
    if (rows.size() >= VaultLimits.MAX_SOUND_ROWS) {
      rows.clear();
    }
    rows.put(row, new Sound(meaning, List.copyOf(states)));
  }
}

package dev.freehold.powershell.run;

import dev.freehold.powershell.secret.Sensitive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The lines that were typed in a session, without their secrets. Used by the thread that runs
 * scripts.
 */
public final class History {

  private static final int MAX_ENTRIES = 4096;
  private static final int MAX_LINE_CHARS = 16 * 1024;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long lastId;

  /**
   * A line that was run.
   *
   * @param id counted from 1; lines that were forgotten count too
   * @param line the line with its secrets masked
   */
  public record Entry(long id, String line, Instant start, Duration duration, boolean succeeded) {}

  void add(String typed, Instant start, Duration duration, boolean succeeded) {
    String line = Sensitive.masked(typed.strip());
    if (line.isEmpty()) {
      return;
    }
    String kept = line.length() <= MAX_LINE_CHARS ? line : line.substring(0, MAX_LINE_CHARS) + "…";
    entries.addLast(new Entry(++lastId, kept, start, duration, succeeded));
    if (entries.size() > MAX_ENTRIES) {
      entries.removeFirst();
    }
  }

  /** The lines that are remembered, the oldest first. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Forgets all lines; ids go on. */
  public void clear() {
    entries.clear();
  }
}

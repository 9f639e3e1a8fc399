package dev.freehold.server.coverage;

import dev.freehold.server.text.ByteText;

/**
 * Whether something is at a place now.
 *
 * @param state whether it is there
 * @param files how many files or blobs; 0 where they are not counted
 * @param bytes their bytes
 */
public record Presence(State state, long files, long bytes) {

  static final Presence ABSENT = new Presence(State.ABSENT, 0, 0);
  static final Presence EMPTY = new Presence(State.EMPTY, 0, 0);
  static final Presence PRESENT = new Presence(State.PRESENT, 0, 0);

  /** Whether something is at a place. */
  public enum State {
    /** It is there. */
    PRESENT,
    /** The table is there and has no row. */
    EMPTY,
    /** It is not there. */
    ABSENT,
    /** It is no file: this program states it and cannot look. */
    STATED
  }

  static Presence of(long files, long bytes) {
    return files == 0 ? ABSENT : new Presence(State.PRESENT, files, bytes);
  }

  static Presence stated() {
    return new Presence(State.STATED, 0, 0);
  }

  @Override
  public String toString() {
    return switch (state) {
      case PRESENT -> files == 0 ? present() : files(files) + ", " + ByteText.of(bytes);
      case EMPTY -> "no rows";
      case ABSENT -> "absent";
      case STATED -> "stated";
    };
  }

  private String present() {
    return bytes == 0 ? "present" : ByteText.of(bytes);
  }

  private static String files(long count) {
    return count == 1 ? "1 file" : count + " files";
  }
}

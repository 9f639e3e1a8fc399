package dev.freehold.mail.migration.plan;

import dev.freehold.mail.mailboxes.FolderPath;
import java.util.Collection;
import java.util.Comparator;

/**
 * A folder of a source that goes elsewhere here, with those below it.
 *
 * @param from the path that it would have here, in any letter case
 * @param to the path that it has instead; several folders may have the same
 */
public record FolderMove(String from, String to) {

  /**
   * Normalises the paths.
   *
   * @throws dev.freehold.mail.MailException {@code folder-name-invalid}
   */
  public FolderMove {
    from = FolderPath.normalise(from);
    to = FolderPath.normalise(to);
  }

  /** Where the folder of this path goes by the longest of the moves that are about it. */
  public static String apply(Collection<FolderMove> moves, String path) {
    return moves.stream()
        .filter(move -> move.isAbout(path))
        .max(Comparator.comparingInt(move -> move.from.length()))
        .map(move -> move.to + path.substring(move.from.length()))
        .orElse(path);
  }

  private boolean isAbout(String path) {
    return path.regionMatches(true, 0, from, 0, from.length())
        && (path.length() == from.length() || path.charAt(from.length()) == '/');
  }

  /** The move as a line; paths have no control characters. */
  public String line() {
    return from + "\t" + to;
  }

  /** Reads what {@link #line} wrote. */
  public static FolderMove ofLine(String line) {
    String[] paths = line.split("\t", 2);
    return new FolderMove(paths[0], paths[1]);
  }
}

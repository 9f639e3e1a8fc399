package dev.freehold.mail.migration;

import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.plan.FolderMove;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which folders of a source are copied. A rule is a path; it applies to the folders below it too,
 * in any letter case.
 *
 * @param include copy only these; empty for all
 * @param exclude never copy these, even if they are included
 * @param moves which of them go elsewhere here
 */
public record FolderRules(List<String> include, List<String> exclude, List<FolderMove> moves) {

  /** Every folder. */
  public static final FolderRules ALL = new FolderRules(List.of(), List.of());

  /**
   * Checks and copies.
   *
   * @throws dev.freehold.mail.MailException {@code migration-invalid}, {@code folder-name-invalid}
   */
  public FolderRules {
    include = checked(include);
    exclude = checked(exclude);
    moves = List.copyOf(moves);
    MigrationNames.requireRange(
        "the number of folders that go elsewhere",
        moves.size(),
        0,
        MigrationLimits.MAX_FOLDER_RULES);
  }

  /** Rules by which no folder goes elsewhere. */
  FolderRules(List<String> include, List<String> exclude) {
    this(include, exclude, List.of());
  }

  static FolderRules ofColumns(String include, String exclude, String moves) {
    return new FolderRules(
        lines(include), lines(exclude), lines(moves).stream().map(FolderMove::ofLine).toList());
  }

  String movesColumn() {
    return moves.stream().map(FolderMove::line).collect(Collectors.joining("\n"));
  }

  String includeColumn() {
    return String.join("\n", include);
  }

  String excludeColumn() {
    return String.join("\n", exclude);
  }

  /** Tells whether the folder of this path is copied. */
  public boolean take(String path) {
    return (include.isEmpty() || matches(include, path)) && !matches(exclude, path);
  }

  private static boolean matches(List<String> rules, String path) {
    String folded = path.toLowerCase(Locale.ROOT) + "/";
    return rules.stream().anyMatch(rule -> folded.startsWith(rule.toLowerCase(Locale.ROOT) + "/"));
  }

  private static List<String> checked(List<String> paths) {
    MigrationNames.requireRange(
        "the number of folders to take or to leave",
        paths.size(),
        0,
        MigrationLimits.MAX_FOLDER_RULES);
    return paths.stream().map(FolderPath::normalise).toList();
  }

  private static List<String> lines(String column) {
    return column.isEmpty() ? List.of() : Arrays.asList(column.split("\n", -1));
  }
}

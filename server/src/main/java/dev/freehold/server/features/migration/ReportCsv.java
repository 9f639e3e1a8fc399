package dev.freehold.server.features.migration;

import dev.freehold.mail.migration.MigrationReport;
import dev.freehold.mail.migration.MigrationUser;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a report as a CSV (RFC 4180): a line for each folder, then one for each skipped item. */
final class ReportCsv {

  private static final List<String> COLUMNS =
      List.of(
          "Kind",
          "EmailAddress",
          "SourceFolder",
          "Folder",
          "Uid",
          "Code",
          "AtSource",
          "Here",
          "New",
          "AlreadyHere",
          "Recognised",
          "Skipped",
          "GoneAtSource",
          "Renamed",
          "Merged",
          "Removed");

  private ReportCsv() {}

  static String of(MigrationReport report) {
    MigrationUser user = report.user();
    return Stream.of(
            Stream.of(COLUMNS),
            report.folders().stream().map(folder -> line(user, folder)),
            user.skips().stream().filter(skip -> !skip.isFolder()).map(skip -> line(user, skip)))
        .flatMap(lines -> lines)
        .map(ReportCsv::joined)
        .collect(Collectors.joining());
  }

  private static List<String> line(MigrationUser user, MigrationReport.Folder folder) {
    return List.of(
        "folder",
        user.address(),
        folder.sourceName(),
        folder.path(),
        "",
        folder.code().orElse(""),
        Long.toString(folder.atSource()),
        Long.toString(folder.here()),
        Long.toString(folder.stored()),
        Long.toString(folder.known()),
        Long.toString(folder.recognised()),
        Long.toString(folder.skipped()),
        Long.toString(folder.gone()),
        Boolean.toString(folder.isRenamed()),
        Boolean.toString(folder.isMerged()),
        Long.toString(folder.removed()));
  }

  private static List<String> line(MigrationUser user, MigrationUser.Skip skip) {
    return List.of(
        "item",
        user.address(),
        "",
        skip.folder(),
        skip.uid().map(uid -> Long.toString(uid)).orElse(""),
        skip.code(),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "");
  }

  private static String joined(List<String> cells) {
    return cells.stream().map(ReportCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** Spreadsheets compute what begins so; a server elsewhere chooses the names of its folders. */
  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }
}

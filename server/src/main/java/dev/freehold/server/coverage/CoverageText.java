package dev.freehold.server.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.server.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes a report as text: a table for people, JSON for programs. */
public final class CoverageText {

  private static final String GAP = "  ";

  private CoverageText() {}

  /** A table with one line for each place, and the result in the last line. */
  public static String table(CoverageReport report) {
    List<Row> rows = report.places().stream().map(Row::of).toList();
    int[] widths = new int[3];
    for (Row row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.cells().get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    Area area = null;
    for (Row row : rows) {
      if (row.area() != area) {
        area = row.area();
        text.append(text.isEmpty() ? "" : "\n").append(area.title()).append('\n');
      }
      text.append(GAP);
      for (int i = 0; i < widths.length; i++) {
        text.append(row.cells().get(i))
            .append(" ".repeat(widths[i] - row.cells().get(i).length()))
            .append(GAP);
      }
      text.append(row.what()).append('\n');
    }
    return text.append('\n').append(outcome(report)).append('\n').toString();
  }

  private static String outcome(CoverageReport report) {
    int findings = report.findings().size();
    return findings == 0
        ? "every file and every column is covered by a rule"
        : "%d findings: the report is not complete until each is explained".formatted(findings);
  }

  /** The same as JSON; its members are stable. */
  public static String json(CoverageReport report) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("dataFolder", report.dataFolder().toString());
    root.put("complete", report.isComplete());
    ArrayNode places = root.putArray("places");
    for (Place place : report.places()) {
      places
          .addObject()
          .put("area", word(place.area()))
          .put("place", place.place())
          .put("what", place.what())
          .put("means", word(place.protection().means()))
          .put("by", place.protection().by())
          .put("state", word(place.presence().state()))
          .put("files", place.presence().files())
          .put("bytes", place.presence().bytes());
    }
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(
          "texts and numbers can always be written as JSON", impossible);
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Names of files are anybody's: what would move a terminal's cursor is not printed. */
  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }

  private record Row(Area area, List<String> cells, String what) {

    static Row of(Place place) {
      List<String> cells =
          Stream.of(place.place(), place.presence().toString(), place.protection().toString())
              .map(CoverageText::printable)
              .toList();
      return new Row(place.area(), cells, printable(place.what()));
    }
  }
}

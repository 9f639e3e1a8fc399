package dev.freehold.server.http;

import dev.freehold.server.http.QueryParameter.Kind;
import dev.freehold.server.http.Shape.Part;
import java.util.List;
import java.util.stream.Stream;

/** The query parameters that routes of several features share. */
public final class Queries {

  /** How many are listed at most. */
  public static final QueryParameter MAX =
      QueryParameter.number(
          "max",
          1,
          HttpLimits.MAX_PAGE_ROWS,
          "the largest number of results; %d by default".formatted(HttpLimits.MAX_PAGE_ROWS));

  /** The name that the page before ended with. */
  public static final QueryParameter AFTER =
      QueryParameter.text("after", "continues after this one, the last of the page before");

  /** The id that the page before ended with. */
  public static final QueryParameter AFTER_ID =
      QueryParameter.of("after", Kind.GUID, "continues after this id, the last of the page before");

  /** The number that the page before ended with. */
  public static final QueryParameter AFTER_NUMBER =
      QueryParameter.number(
          "after", 0, Long.MAX_VALUE, "continues after this number, the last of the page before");

  /** A mail folder. */
  public static final QueryParameter FOLDER =
      QueryParameter.text("folder", "the path of the mail folder; INBOX by default");

  /** States that are listed. */
  public static final QueryParameter STATE =
      QueryParameter.text("state", "the states to list, separated by commas; all by default");

  /** Whether a receipt names persons. */
  public static final QueryParameter PERSONAL =
      QueryParameter.of(
          "personal", Kind.BOOLEAN, "whether to include names of persons; true by default");

  /** Which checkpoint is given. */
  public static final QueryParameter COSIGNED =
      QueryParameter.of(
          "cosigned",
          Kind.BOOLEAN,
          "whether to return the newest one that witnesses have cosigned; otherwise the present"
              + " one");

  /** The form of exported records. */
  public static final QueryParameter FORMAT =
      QueryParameter.word(
          "format", "the format of the lines; jsonl by default", List.of("jsonl", "ocsf"));

  private Queries() {}

  /** What records of the ledger are searched by, and then {@code others}. */
  public static Part[] records(Part... others) {
    return Stream.concat(
            Stream.of(
                AFTER_NUMBER,
                QueryParameter.of("from", Kind.MOMENT, "leaves out what happened before this time"),
                QueryParameter.of(
                    "to", Kind.MOMENT, "leaves out what happened at this time or later"),
                QueryParameter.text(
                    "text",
                    "only entries whose actor, operation, object or a detail contains this text"),
                names("operations", "operations"),
                names("operation", "operations"),
                names("actors", "actors"),
                names("objects", "objects"),
                names("workloads", "workloads"),
                names("outcomes", "outcomes"),
                names("recordTypes", "record types"),
                names("addresses", "client addresses")),
            Stream.of(others))
        .toArray(Part[]::new);
  }

  private static QueryParameter names(String name, String of) {
    return QueryParameter.text(name, "the %s to list, separated by commas".formatted(of));
  }
}

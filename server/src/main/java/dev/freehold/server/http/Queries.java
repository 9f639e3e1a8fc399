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
          "how many are listed at most; %d without it".formatted(HttpLimits.MAX_PAGE_ROWS));

  /** The name that the page before ended with. */
  public static final QueryParameter AFTER =
      QueryParameter.text("after", "lists what comes after this one, the last of the page before");

  /** The id that the page before ended with. */
  public static final QueryParameter AFTER_ID =
      QueryParameter.of("after", Kind.GUID, "lists what comes after this id, the last one before");

  /** The number that the page before ended with. */
  public static final QueryParameter AFTER_NUMBER =
      QueryParameter.number(
          "after", 0, Long.MAX_VALUE, "lists what comes after this number, the last one before");

  /** A mail folder. */
  public static final QueryParameter FOLDER =
      QueryParameter.text("folder", "the path of the mail folder; INBOX without it");

  /** States that are listed. */
  public static final QueryParameter STATE =
      QueryParameter.text("state", "the states that are listed, with commas; all without it");

  /** Whether a receipt names persons. */
  public static final QueryParameter PERSONAL =
      QueryParameter.of(
          "personal", Kind.BOOLEAN, "whether names of persons are in it; they are without it");

  /** Which checkpoint is given. */
  public static final QueryParameter COSIGNED =
      QueryParameter.of(
          "cosigned",
          Kind.BOOLEAN,
          "whether the newest that witnesses have cosigned is given; the present one without it");

  /** The form of exported records. */
  public static final QueryParameter FORMAT =
      QueryParameter.word(
          "format", "what the lines are; jsonl without it", List.of("jsonl", "ocsf"));

  private Queries() {}

  /** What records of the ledger are searched by, and then {@code others}. */
  public static Part[] records(Part... others) {
    return Stream.concat(
            Stream.of(
                AFTER_NUMBER,
                QueryParameter.of("from", Kind.MOMENT, "leaves out what happened before"),
                QueryParameter.of("to", Kind.MOMENT, "leaves out what happened from then on"),
                QueryParameter.text("text", "what an actor, operation, object or detail contains"),
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
    return QueryParameter.text(name, "the %s that are listed, with commas".formatted(of));
  }
}

package dev.freehold.server.http;

import dev.freehold.content.ContentLimits;
import dev.freehold.server.http.QueryParameter.Kind;
import dev.freehold.server.http.Shape.Part;
import java.util.List;
import java.util.stream.Stream;

/** The query parameters of the routes, for their shapes. */
final class Queries {

  static final QueryParameter MAX =
      QueryParameter.number(
          "max",
          1,
          HttpLimits.MAX_PAGE_ROWS,
          "how many are listed at most; %d without it".formatted(HttpLimits.MAX_PAGE_ROWS));

  static final QueryParameter AFTER =
      QueryParameter.text("after", "lists what comes after this one, the last of the page before");

  static final QueryParameter AFTER_ID =
      QueryParameter.of("after", Kind.GUID, "lists what comes after this id, the last one before");

  static final QueryParameter AFTER_NUMBER =
      QueryParameter.number(
          "after", 0, Long.MAX_VALUE, "lists what comes after this number, the last one before");

  static final QueryParameter AFTER_USER =
      QueryParameter.number(
          "after", 0, Integer.MAX_VALUE, "lists what comes after this row of the batch");

  static final QueryParameter AFTER_FINDING =
      QueryParameter.number(
          "after", 0, ContentLimits.SCRUB_MAX_FINDINGS, "leaves out so many of the first");

  static final QueryParameter MAX_FINDINGS =
      QueryParameter.number(
          "max",
          1,
          ContentLimits.SCRUB_PAGE_ROWS,
          "how many are listed at most; %d without it".formatted(ContentLimits.SCRUB_PAGE_ROWS));

  static final QueryParameter FOLDER =
      QueryParameter.text("folder", "the path of the mail folder; INBOX without it");

  static final QueryParameter STATE =
      QueryParameter.text("state", "the states that are listed, with commas; all without it");

  static final QueryParameter PERSONAL =
      QueryParameter.of(
          "personal", Kind.BOOLEAN, "whether names of persons are in it; they are without it");

  static final QueryParameter COSIGNED =
      QueryParameter.of(
          "cosigned",
          Kind.BOOLEAN,
          "whether the newest that witnesses have cosigned is given; the present one without it");

  static final QueryParameter FORMAT =
      QueryParameter.word(
          "format", "what the lines are; jsonl without it", List.of("jsonl", "ocsf"));

  static final QueryParameter CREATED_AFTER =
      QueryParameter.of("createdAfter", Kind.MOMENT, "leaves out what was made before");

  static final QueryParameter PREFIX =
      QueryParameter.text("prefix", "what the names begin with; within the request's scope");

  static final QueryParameter NAME = QueryParameter.text("name", "the name of the document");

  static final QueryParameter URL = QueryParameter.text("url", "the site with this address alone");

  static final QueryParameter PRINCIPAL =
      QueryParameter.of("principal", Kind.GUID, "whose keys; those of the caller without it");

  static final QueryParameter KEY =
      QueryParameter.text("key", "the policies that use this key alone");

  static final QueryParameter KEY_URI =
      QueryParameter.text("uri", "the address of the key's version");

  static final QueryParameter RECIPIENTS =
      QueryParameter.text("kind", "the kind of recipient alone");

  static final QueryParameter POLICY =
      QueryParameter.text("policy", "the mailboxes of this policy alone");

  static final QueryParameter ANR =
      QueryParameter.text("anr", "what the name or an address begins with");

  static final QueryParameter JOB_KIND = QueryParameter.text("kind", "the kind of job alone");

  static final QueryParameter SUBJECT =
      QueryParameter.of("subject", Kind.GUID, "the jobs about this mailbox, site or policy alone");

  static final QueryParameter FILTER =
      QueryParameter.text("$filter", "appId eq 'GUID' or displayName eq 'NAME'");

  private Queries() {}

  /** What records of the ledger are searched by, and then {@code others}. */
  static Part[] records(Part... others) {
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

package dev.freehold.console.audit;

import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.ShellWord;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestUri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The ledgers of the service and of its vaults. */
public final class AuditArea implements PageArea {

  /** The filters that a page hides until somebody wants them. */
  static final List<String> RARE_FILTERS = List.of("workloads", "recordTypes", "addresses");

  private static final List<String> FILTERS =
      Stream.concat(
              Stream.of("from", "to", "actors", "operations", "objects", "outcomes", "text"),
              RARE_FILTERS.stream())
          .toList();

  private static final int PAGE_ROWS = 100;

  private static final List<Kind> KINDS =
      List.of(
          new Kind("/audit-records", "/ledger", ""),
          new Kind("/vault-audit-records", "/vault-ledger", " --vaults"));

  /**
   * The same pages for each ledger.
   *
   * @param log where its proofs are, below {@code /api/v1}
   * @param option of the commands
   */
  private record Kind(String path, String log, String option) {

    boolean hasReceipts() {
      return option.isEmpty();
    }
  }

  @Override
  public List<ScreenRoute> screens() {
    return KINDS.stream()
        .flatMap(
            kind ->
                Stream.of(
                    ScreenRoute.of(kind.path, visit -> search(kind, visit)),
                    new ScreenRoute(
                        kind.path + "/{sequence}", kind.path, visit -> one(kind, visit))))
        .toList();
  }

  @Override
  public List<ActRoute> acts() {
    return KINDS.stream()
        .flatMap(
            kind ->
                kind.hasReceipts()
                    ? Stream.of(
                        download(kind, "proof", "proofs"), download(kind, "receipt", "receipts"))
                    : Stream.of(download(kind, "proof", "proofs")))
        .toList();
  }

  /** A form, so that what is refused is shown on the page. */
  private static ActRoute download(Kind kind, String what, String documents) {
    return new ActRoute(
        "%s/{sequence}/%s/{index}".formatted(kind.path, what),
        "GET",
        "%s/%s/{index}".formatted(kind.log, documents),
        kind.path + "/{sequence}",
        (visit, _) -> save(kind, what, documents, visit));
  }

  private static PageView search(Kind kind, Visit visit) {
    Map<String, String> asked = new LinkedHashMap<>();
    FILTERS.forEach(
        filter -> visit.asked(filter).ifPresent(value -> asked.put(filter, value.strip())));
    Map<String, String> query = new LinkedHashMap<>(asked);
    visit.asked("after").ifPresent(after -> query.put("after", after));
    query.put("max", Integer.toString(PAGE_ROWS));
    Optional<Problem> refused = visit.refused();
    AuditModels.Found found;
    try {
      found = visit.get(AuditModels.Found.class, kind.path, query);
    } catch (RefusedException wrongFilter) {
      if (wrongFilter.problem().status() != 400) {
        throw wrongFilter;
      }
      refused = Optional.of(wrongFilter.problem());
      found = new AuditModels.Found(List.of(), 0, false);
    }
    return PageView.of(
        "audit-records",
        visit.texts().of("page." + kind.path.substring(1)),
        new AuditModels.SearchPage(
            kind.path,
            tabs(kind, visit),
            asked,
            found.records(),
            next(kind, asked, found),
            refused),
        Recipe.ofCall("GET " + Visit.API + kind.path + parameters(asked)),
        Recipe.of(
            "freehold audit export%s --connection=auditor.json%s%s records.jsonl"
                .formatted(kind.option, option("from", asked), option("to", asked)),
            "GET " + Visit.API + kind.path + "/export" + parameters(asked)));
  }

  private static List<AuditModels.Tab> tabs(Kind shown, Visit visit) {
    return KINDS.stream()
        .filter(kind -> visit.mayGet(kind.path))
        .map(kind -> new AuditModels.Tab(kind.path, kind.equals(shown)))
        .toList();
  }

  private static Optional<String> next(
      Kind kind, Map<String, String> asked, AuditModels.Found found) {
    if (!found.more()) {
      return Optional.empty();
    }
    Map<String, String> query = new LinkedHashMap<>(asked);
    query.put("after", Long.toString(found.lastSequence()));
    return Optional.of(kind.path + parameters(query));
  }

  private static String parameters(Map<String, String> query) {
    return query.isEmpty() ? "" : "?" + RequestUri.query(query);
  }

  private static String option(String name, Map<String, String> asked) {
    return asked.containsKey(name) ? " --" + name + "=" + ShellWord.of(asked.get(name)) : "";
  }

  private static PageView one(Kind kind, Visit visit) {
    AuditModels.Entry entry = entry(kind, visit);
    boolean hasReceipt = kind.hasReceipts() && entry.isPurge();
    return PageView.of(
        "audit-record",
        entry.operation(),
        new AuditModels.EntryPage(
            kind.path, entry, hasReceipt, commands(kind, entry, hasReceipt), visit.refused()),
        Recipe.ofCall("GET " + Visit.API + kind.log + "/proofs/" + entry.index()));
  }

  /** Nobody has to trust the server for these but for the key, which is noted once. */
  private static List<String> commands(Kind kind, AuditModels.Entry entry, boolean hasReceipt) {
    String index = Long.toString(entry.index());
    Stream<String> checks =
        Stream.of(
            "freehold ledger verify-proof --log-key=\"$LOG\" " + proofFile(index),
            "freehold ledger export" + kind.option + " --connection=auditor.json --to=copy",
            "freehold ledger verify --log-key=\"$LOG\" copy");
    return hasReceipt
        ? Stream.concat(
                checks,
                Stream.of("freehold receipt verify --log-key=\"$LOG\" " + receiptFile(index)))
            .toList()
        : checks.toList();
  }

  private static String proofFile(String index) {
    return "entry-" + index + ".tlog-proof";
  }

  private static String receiptFile(String index) {
    return "receipt-" + index + ".json";
  }

  /** An entry has no address in the API: it is the first after the one before it. */
  private static AuditModels.Entry entry(Kind kind, Visit visit) {
    long sequence = sequence(visit);
    return visit
        .get(
            AuditModels.Found.class,
            kind.path,
            Map.of("after", Long.toString(sequence - 1), "max", "1"))
        .records()
        .stream()
        .filter(found -> found.sequence() == sequence)
        .findFirst()
        .orElseThrow(AuditArea::notFound);
  }

  private static long sequence(Visit visit) {
    try {
      long sequence = Long.parseLong(visit.path("sequence"));
      if (sequence > 0) {
        return sequence;
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the same answer as a number that no entry has
    }
    throw notFound();
  }

  private static RefusedException notFound() {
    return new RefusedException(ProblemException.notFound().problem());
  }

  private static Outcome save(Kind kind, String what, String documents, Visit visit) {
    String index = visit.segment("index");
    ApiAnswer.Done answer = visit.send("GET", kind.log + "/" + documents + "/" + index);
    String name = what.equals("proof") ? proofFile(index) : receiptFile(index);
    return new Outcome.Saved(name, answer.bytes());
  }
}

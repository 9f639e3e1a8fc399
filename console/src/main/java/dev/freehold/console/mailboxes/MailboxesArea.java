package dev.freehold.console.mailboxes;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.mailboxes.MailboxModels.Mailbox;
import dev.freehold.console.mailboxes.MailboxModels.Statistics;
import dev.freehold.console.policies.PolicyModels;
import dev.freehold.console.screen.JobModels;
import dev.freehold.console.screen.NextPage;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.PolicyModel;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of mailboxes: finding them, and bringing many under a policy at once. */
public final class MailboxesArea implements PageArea {

  static final String MAILBOXES = "/mailboxes";

  /** A field of a ticked row: the prefix and the mailbox's GUID. */
  private static final String TICKED = "mailbox.";

  private static final String MANY = MAILBOXES + "/policy";
  private static final String STATISTICS = "/mailbox-statistics";
  private static final List<String> FILTERS = List.of("anr", "policy", "kind");
  private static final int ROWS = 50;
  private static final String NOT_FOUND = "mailbox-not-found";

  /** Addresses to correct at once. */
  private static final int MAX_UNKNOWN = 20;

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(MAILBOXES, MailboxesArea::list));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        new ActRoute(MANY + "/ticked", "POST", MANY, MAILBOXES, MailboxesArea::assignTicked),
        new ActRoute(MANY + "/pasted", "POST", MANY, MAILBOXES, MailboxesArea::assignPasted),
        new ActRoute(MANY + "/file", "POST", MANY, MAILBOXES, MailboxesArea::assignFile));
  }

  private static PageView list(Visit visit) {
    Map<String, String> asked = new HashMap<>();
    asked.put("max", Integer.toString(ROWS + 1));
    Stream.concat(FILTERS.stream(), Stream.of("after"))
        .forEach(name -> visit.asked(name).ifPresent(value -> asked.put(name, value.strip())));
    NextPage<Mailbox> page =
        NextPage.of(
            visit.get(MailboxModels.Listed.class, MAILBOXES, asked).mailboxes(),
            ROWS,
            Mailbox::address);
    Map<String, String> filters = new LinkedHashMap<>();
    FILTERS.forEach(name -> visit.asked(name).ifPresent(value -> filters.put(name, value)));
    return PageView.of(
        "mailboxes",
        visit.texts().of("page.mailboxes"),
        new ListPage(
            page.rows(),
            statistics(visit, page.rows()),
            policies(visit),
            filters,
            visit.asked("after").isPresent(),
            page.href(MAILBOXES, filters),
            visit.may("POST", MANY),
            unknown(visit),
            visit.refused()),
        Recipe.of("Get-Mailbox -Anr ada", "GET " + Visit.API + MAILBOXES + "?anr=ada"),
        Recipe.of(
            "Set-Mailbox ada@contoso.example -DataEncryptionPolicy NA_mailboxes",
            "POST " + Visit.API + MANY));
  }

  private static Map<UUID, Statistics> statistics(Visit visit, List<Mailbox> rows) {
    if (rows.isEmpty() || !visit.may("POST", STATISTICS)) {
      return Map.of();
    }
    Map<String, Object> wanted = Map.of("ids", rows.stream().map(Mailbox::id).toList());
    return visit
        .parsed(MailboxModels.ManyStatistics.class, visit.send("POST", STATISTICS, wanted))
        .statistics()
        .stream()
        .collect(Collectors.toMap(Statistics::mailboxGuid, Function.identity()));
  }

  /** Which of the addresses the API does not know, if it refused a form for that. */
  private static List<String> unknown(Visit visit) {
    if (visit.refused().filter(problem -> problem.code().equals(NOT_FOUND)).isEmpty()) {
      return List.of();
    }
    Stream<String> pasted =
        PastedAddresses.in(visit.entered("addresses")).stream()
            .filter(address -> isUnknown(visit, address));
    Stream<String> filed =
        file(visit.form()).stream()
            .flatMap(file -> AddressFile.read(visit, file).stream())
            .filter(line -> isUnknown(visit, line.address()))
            .map(line -> visit.texts().of("mailboxes.file-line", line.number(), line.address()));
    return Stream.concat(pasted, filed).limit(MAX_UNKNOWN).toList();
  }

  private static boolean isUnknown(Visit visit, String address) {
    return visit.find(Mailbox.class, MAILBOXES + "/" + RequestUri.encode(address)).isEmpty();
  }

  private static Optional<byte[]> file(Optional<FormBody> form) {
    return form.flatMap(fields -> fields.file("file"));
  }

  /** The policies that mailboxes may be under. */
  static List<PolicyModel> policies(Visit visit) {
    return visit
        .find(PolicyModels.Listed.class, "/policies")
        .map(PolicyModels.Listed::policies)
        .orElse(List.of());
  }

  private static Outcome assignTicked(Visit visit, FormBody form) {
    return assign(visit, form, ticked(form).sorted().toList());
  }

  private static Stream<String> ticked(FormBody form) {
    return form.names().stream()
        .filter(name -> name.startsWith(TICKED))
        .map(name -> name.substring(TICKED.length()));
  }

  private static Outcome assignPasted(Visit visit, FormBody form) {
    return assign(visit, form, PastedAddresses.in(form.field("addresses").orElse("")));
  }

  private static Outcome assignFile(Visit visit, FormBody form) {
    byte[] file = file(Optional.of(form)).orElseThrow(() -> AddressFile.missing(visit));
    return assign(
        visit,
        form,
        AddressFile.read(visit, file).stream().map(AddressFile.Line::address).toList());
  }

  private static Outcome assign(Visit visit, FormBody form, List<String> mailboxes) {
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("mailboxes", mailboxes);
    wanted.put("policy", wanted(form));
    JobModels.Job job = visit.parsed(JobModels.Job.class, visit.send("POST", MANY, wanted));
    return new Outcome.Done("/jobs/" + job.id(), "mailboxes-assigned");
  }

  /** The policy that a form names; null for what covers all mailboxes without their own. */
  static Object wanted(FormBody form) {
    String policy = form.field("to").orElse("");
    return policy.equals("none") ? null : policy;
  }

  /**
   * What the template takes.
   *
   * @param statistics of the rows, as far as the person may see them
   * @param policies to choose from
   * @param filters what the list was narrowed by
   * @param isLater whether rows come before these
   * @param next the address of the next page
   * @param unknown addresses of a refused form that are no mailboxes, the first of them
   */
  public record ListPage(
      List<Mailbox> rows,
      Map<UUID, Statistics> statistics,
      List<PolicyModel> policies,
      Map<String, String> filters,
      boolean isLater,
      Optional<String> next,
      boolean mayAssign,
      List<String> unknown,
      Optional<Problem> refused) {

    /** Copies the collections. */
    public ListPage {
      rows = List.copyOf(rows);
      statistics = Map.copyOf(statistics);
      policies = List.copyOf(policies);
      filters = Map.copyOf(filters);
      unknown = List.copyOf(unknown);
    }

    /** What the list was narrowed by under this name; empty if it was not. */
    public String filter(String name) {
      return filters.getOrDefault(name, "");
    }

    /** How far a row is. */
    public Optional<Statistics> of(Mailbox row) {
      return Optional.ofNullable(statistics.get(row.id()));
    }
  }
}

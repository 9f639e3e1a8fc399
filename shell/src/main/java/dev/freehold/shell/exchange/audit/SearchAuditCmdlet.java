package dev.freehold.shell.exchange.audit;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.service.Limits;
import dev.freehold.shell.service.ShellProblem;
import dev.freehold.shell.view.CmdletTypes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Search-UnifiedAuditLog: searches the audit log. */
public final class SearchAuditCmdlet {

  /** Types and operations of the original that are about single files. */
  private static final Set<String> FILE_TYPES = Set.of("SharePointFileOperation", "6");

  private static final Set<String> FILE_WRITES =
      Set.of("FileModified", "FileUploaded", "FileDeleted", "FileMoved", "FileRenamed");

  private static final int DEFAULT_RESULTS = 100;
  private static final int MAX_RESULTS = 5_000;
  private static final String LARGE_SET = "ReturnLargeSet";

  private final ExchangeConnection exchange;
  private final AuditSessions sessions = new AuditSessions();

  public SearchAuditCmdlet(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo info() {
    return ExchangeConnection.cmdlet(
            "Search-UnifiedAuditLog", "Searches what was done in the tenant.")
        .with(
            Parameter.of("StartDate", PsKind.DATE).mandatory(),
            Parameter.of("EndDate", PsKind.DATE).mandatory(),
            Parameter.text("RecordType"),
            Parameter.texts("Operations"),
            Parameter.texts("UserIds"),
            Parameter.texts("ObjectIds"),
            Parameter.texts("SiteIds"),
            Parameter.texts("IPAddresses"),
            Parameter.text("FreeText"),
            Parameter.of("ResultSize", PsKind.INT).valid(Validation.range(1, MAX_RESULTS)),
            Parameter.text("SessionId"),
            Parameter.of(
                "SessionCommand",
                ArgumentTypes.choice(
                    "Microsoft.Exchange.Management.UnifiedAuditSessionCommand",
                    LARGE_SET,
                    "ReturnNextPreviewPage")),
            Parameter.flag("Formatted"),
            Parameter.flag("HighCompleteness"),
            Parameter.any("LongerRetentionEnabled"))
        .writes(CmdletTypes.AUDIT_RECORD)
        .does(() -> call -> exchange.guard(call, "", () -> search(call)));
  }

  private void search(Invocation call) {
    Bound bound = call.bound();
    int max = bound.value("ResultSize") instanceof Integer given ? given : DEFAULT_RESULTS;
    Optional<String> session = bound.text("SessionId").filter(text -> !text.isEmpty());
    AuditSessions.Results results =
        session.isPresent()
            ? sessions.find(key(session.get(), bound), () -> find(call))
            : find(call);
    results.next(max, bound.flag("Formatted")).forEach(call::write);
  }

  /** A search with other conditions is another one, whatever its session is called. */
  private static String key(String session, Bound bound) {
    StringBuilder key = new StringBuilder(session.toLowerCase(Locale.ROOT));
    for (String name : bound.names()) {
      if (!name.equals("ResultSize") && !name.equals("Formatted")) {
        key.append('\n').append(name).append('=').append(String.join(",", bound.texts(name)));
      }
    }
    return key.toString();
  }

  private AuditSessions.Results find(Invocation call) {
    Bound bound = call.bound();
    Instant from = (Instant) bound.value("StartDate");
    Instant to = (Instant) bound.value("EndDate");
    if (from.isAfter(to)) {
      throw ShellProblem.stop(
          ShellProblem.argument(
              "DatesNotInOrder", "-StartDate lies after -EndDate; exchange them."));
    }
    if (from.equals(to)) {
      return AuditSessions.Results.none();
    }
    // The original has hundreds of types; searches for them end well, if without any hit.
    bound
        .text("RecordType")
        .filter(type -> !type.isEmpty() && !FILE_TYPES.contains(type) && !AuditType.isWritten(type))
        .ifPresent(
            type ->
                call.warning(
                    "No record here is of the type \"%s\". There are %s."
                        .formatted(type, AuditType.allPublished())));
    warnOfFiles(call);
    AuditReader.Found found =
        new AuditReader(exchange).read(from, to, split(bound.texts("Operations")), wanted(bound));
    if (found.cut()) {
      call.warning(
          "The search was ended at %d records; ask for less than from %s to %s."
              .formatted(Limits.MAX_AUDIT_RECORDS, from, to));
    }
    boolean oldestFirst = bound.text("SessionCommand").filter(LARGE_SET::equals).isPresent();
    return new AuditSessions.Results(oldestFirst ? found.records() : found.records().reversed());
  }

  /** Whoever asks for writes of files must not take an empty answer for there having been none. */
  private static void warnOfFiles(Invocation call) {
    boolean asked =
        call.bound().text("RecordType").filter(FILE_TYPES::contains).isPresent()
            || split(call.bound().texts("Operations")).stream().anyMatch(FILE_WRITES::contains);
    if (asked) {
      call.warning(
          "Who reads files is recorded, as FileDownloaded, FileAccessed and FileCopied, but not who"
              + " writes or deletes them. Operators' reads are OperatorReadDocument and"
              + " OperatorListDocuments.");
    }
  }

  private static Predicate<AuditRecord> wanted(Bound bound) {
    List<String> users = split(bound.texts("UserIds"));
    List<String> objects = split(bound.texts("ObjectIds"));
    List<String> sites = split(bound.texts("SiteIds"));
    Optional<String> type = bound.text("RecordType").filter(text -> !text.isEmpty());
    Optional<String> text = bound.text("FreeText").map(each -> each.toLowerCase(Locale.ROOT));
    List<String> addresses = split(bound.texts("IPAddresses"));
    return record ->
        isAny(addresses, record.address())
            && (users.isEmpty() || users.stream().anyMatch(record::isBy))
            && isAny(objects, record.objectId())
            && isAny(sites, record.objectId())
            && (type.isEmpty() || record.isOfType(type.get()))
            && (text.isEmpty()
                || record.data(true).toString().toLowerCase(Locale.ROOT).contains(text.get()));
  }

  private static boolean isAny(List<String> wanted, String value) {
    return wanted.isEmpty() || wanted.stream().anyMatch(value::equalsIgnoreCase);
  }

  /** Scripts also give several as one text with commas. */
  private static List<String> split(List<String> given) {
    return given.stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }
}

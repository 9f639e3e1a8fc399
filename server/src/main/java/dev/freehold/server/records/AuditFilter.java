package dev.freehold.server.records;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.QueryParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which records of the ledger a request is about. Of each list one value has to be the record's, in
 * any case; an empty list leaves all in.
 *
 * @param operations names of operations, in the ledger's words or in those of the published log
 * @param actors object ids, names, application ids, or {@code system:...}
 * @param objects what things were done to
 * @param workloads parts of the service
 * @param outcomes {@code done}, {@code refused} or {@code failed}
 * @param recordTypes of the published log, by number or word
 * @param addresses where requests came from
 * @param text somewhere in the record; empty for any
 */
record AuditFilter(
    List<String> operations,
    List<String> actors,
    List<String> objects,
    List<String> workloads,
    List<String> outcomes,
    List<String> recordTypes,
    List<String> addresses,
    String text) {

  private static final int MAX_VALUES = 100;
  private static final int MAX_TEXT_CHARS = 256;

  static AuditFilter of(QueryParameters parameters) {
    List<String> operations =
        Stream.concat(
                values(parameters, "operations").stream(), values(parameters, "operation").stream())
            .toList();
    String text = parameters.query("text").orElse("");
    if (text.length() > MAX_TEXT_CHARS) {
      throw ProblemException.badRequest("text has at most %d characters".formatted(MAX_TEXT_CHARS));
    }
    return new AuditFilter(
        operations,
        values(parameters, "actors"),
        values(parameters, "objects"),
        values(parameters, "workloads"),
        values(parameters, "outcomes"),
        values(parameters, "recordTypes"),
        values(parameters, "addresses"),
        text.toLowerCase(Locale.ROOT));
  }

  private static List<String> values(QueryParameters parameters, String name) {
    List<String> values =
        parameters.query(name).stream()
            .flatMap(list -> Arrays.stream(list.split(",", -1)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
    if (values.size() > MAX_VALUES) {
      throw ProblemException.badRequest("%s names at most %d".formatted(name, MAX_VALUES));
    }
    return values;
  }

  boolean wants(LedgerEntry entry, UnifiedRecords records) {
    return isAmong(outcomes, entry.outcome().name())
        && isAmong(objects, entry.objectId())
        && (isAmong(operations, entry.operation()) || isAmong(operations, records.operation(entry)))
        && (workloads.isEmpty() || isAmong(workloads, records.workload(entry)))
        && (recordTypes.isEmpty() || recordTypes.stream().anyMatch(records.type(entry)::isNamed))
        && (addresses.isEmpty() || isAmong(addresses, UnifiedRecords.address(entry)))
        && (actors.isEmpty() || isActor(entry.actor(), records.names(entry.tenantId())))
        && (text.isEmpty() || mentions(entry));
  }

  private boolean isActor(String actor, ActorNames names) {
    return isAmong(actors, actor)
        || names.name(actor).filter(name -> isAmong(actors, name)).isPresent()
        || names.appId(actor).filter(id -> isAmong(actors, id.toString())).isPresent();
  }

  private static boolean isAmong(List<String> values, String value) {
    return values.isEmpty() || values.stream().anyMatch(value::equalsIgnoreCase);
  }

  private boolean mentions(LedgerEntry entry) {
    return Stream.concat(
            Stream.of(entry.actor(), entry.operation(), entry.objectId()),
            entry.facts().values().stream())
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
  }
}

package dev.freehold.shell.exchange.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.recipients.LitigationHold;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.Limits;
import dev.freehold.web.http.RequestUri;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** Reads the server's ledger as records of the audit log, the oldest first. */
final class AuditReader {

  /** The ledger's word for a use of an availability key. */
  static final String FALLBACK = "FallbackToAvailabilityKey";

  private static final int PAGE_ENTRIES = 1_000;
  private static final String NONE = "none";
  private static final String RECIPIENT_KIND = "recipientKind";

  /** Has a member of its own in the data. */
  private static final String ADDRESS = "callerIpAddress";

  private final ExchangeConnection exchange;

  AuditReader(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  /**
   * What was found.
   *
   * @param cut whether there is more than {@link Limits#MAX_AUDIT_RECORDS}
   */
  record Found(List<AuditRecord> records, boolean cut) {}

  /**
   * Reads the records between two points in time.
   *
   * @param operations in the published words or the ledger's; empty for all
   */
  Found read(Instant from, Instant to, List<String> operations, Predicate<AuditRecord> wanted) {
    List<AuditRecord> found = new ArrayList<>();
    String filter =
        "&from=%s&to=%s"
                .formatted(RequestUri.encode(from.toString()), RequestUri.encode(to.toString()))
            + (operations.isEmpty()
                ? ""
                : "&operations=" + RequestUri.encode(String.join(",", operations)));
    long after = 0;
    while (true) {
      JsonNode page =
          exchange
              .rest()
              .get(
                  "/api/v1/audit-records?after=%d&max=%d%s".formatted(after, PAGE_ENTRIES, filter));
      for (JsonNode entry : AnswerJson.list(page, "records")) {
        for (AuditRecord record : records(entry)) {
          boolean isWithin = !record.time().isBefore(from) && !record.time().isAfter(to);
          if (isWithin && wanted.test(record)) {
            if (found.size() == Limits.MAX_AUDIT_RECORDS) {
              return new Found(found, true);
            }
            found.add(record);
          }
        }
      }
      long last = AnswerJson.number(page, "lastSequence");
      if (!AnswerJson.flag(page, "more") || last == after) {
        return new Found(found, false);
      }
      after = last;
    }
  }

  /** Mostly one; the order for several mailboxes is one for each of them. */
  private List<AuditRecord> records(JsonNode entry) {
    String operation = AnswerJson.text(entry, "operation").orElse("");
    JsonNode details = entry.path("details");
    if (operation.equals(FALLBACK)
        && AnswerJson.text(details, "phase").filter("end"::equals).isPresent()) {
      // The entry that closes the account of one use.
      return List.of();
    }
    String object = AnswerJson.text(entry, "objectId").orElse("");
    String name = AnswerJson.text(entry, "publishedOperation").orElse(operation);
    UUID tenant = exchange.me().tenantId();
    if (operation.equals("PolicyAssign")) {
      String policy = object.equals(NONE) ? "" : object;
      List<AuditRecord> records = new ArrayList<>();
      for (String mailbox : AnswerJson.text(details, "mailboxes").orElse("").split(" ", -1)) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Identity", mailbox);
        parameters.put("DataEncryptionPolicy", policy);
        records.add(new AuditRecord(tenant, entry, records.size(), name, mailbox, parameters));
      }
      return records;
    }
    return List.of(
        new AuditRecord(tenant, entry, 0, name, object, parameters(operation, object, details)));
  }

  /** In the names of the cmdlet where they are known, else in the ledger's. */
  private static Map<String, String> parameters(String operation, String object, JsonNode details) {
    Map<String, String> parameters = new LinkedHashMap<>();
    switch (operation) {
      case "PolicyCreate" -> {
        AnswerJson.text(details, "name").ifPresent(text -> parameters.put("Name", text));
        AnswerJson.text(details, "root1")
            .ifPresent(
                text ->
                    parameters.put(
                        "AzureKeyIDs", text + ";" + AnswerJson.text(details, "root2").orElse("")));
      }
      case "AccessRequestApprove", "AccessRequestDeny", "AccessRequestCancel" -> {
        parameters.put("RequestId", AnswerJson.text(details, "requestId").orElse(object));
        parameters.put("ApprovalDecision", operation.substring("AccessRequest".length()));
        AnswerJson.text(details, "comment").ifPresent(text -> parameters.put("Comment", text));
      }
      case "LegalHoldPlace", "LegalHoldLift" -> {
        parameters.put("Identity", object);
        String name = AnswerJson.text(details, "name").orElse("");
        if (LitigationHold.isNamed(name)) {
          boolean placed = operation.equals("LegalHoldPlace");
          parameters.put(LitigationHold.PARAMETER, placed ? "True" : "False");
        } else {
          parameters.put("Hold", name);
        }
        AnswerJson.text(details, "reason").ifPresent(text -> parameters.put("Reason", text));
      }
      case "MultiWorkloadAssign" ->
          parameters.put("DataEncryptionPolicy", object.equals(NONE) ? "" : object);
      default -> {
        parameters.put("Identity", object);
        Map<String, String> sorted = new TreeMap<>();
        details.properties().forEach(each -> sorted.put(each.getKey(), each.getValue().asText()));
        sorted.remove(RECIPIENT_KIND);
        sorted.remove(ADDRESS);
        sorted.forEach((name, value) -> parameters.put(capital(name), value));
      }
    }
    return parameters;
  }

  private static String capital(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}

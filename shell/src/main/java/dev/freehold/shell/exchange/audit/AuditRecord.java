package dev.freehold.shell.exchange.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/**
 * A record of the audit log.
 *
 * @param entry of the ledger that it comes from
 * @param part counted from 0, where an entry is several records
 * @param operation the cmdlet's name, or the ledger's word
 * @param objectId what it was done to
 * @param parameters of the cmdlet, in their order
 */
record AuditRecord(
    UUID tenantId,
    JsonNode entry,
    int part,
    String operation,
    String objectId,
    Map<String, String> parameters) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  /** Tells whether the record is of a type, by name in any case or by number. */
  boolean isOfType(String wanted) {
    return wanted.equalsIgnoreCase(type()) || wanted.equals(Long.toString(typeNumber()));
  }

  private String type() {
    return text("recordTypeName");
  }

  private long typeNumber() {
    return AnswerJson.number(entry, "recordType");
  }

  private String text(String member) {
    return AnswerJson.text(entry, member).orElse("");
  }

  Instant time() {
    return AnswerJson.time(entry, "time");
  }

  private String actor() {
    return text("actor");
  }

  /** The name of who did it where it is known. */
  private String user() {
    return text("userId");
  }

  /** Tells whether somebody did it, by name, object id or application id. */
  boolean isBy(String who) {
    return who.equalsIgnoreCase(user())
        || who.equalsIgnoreCase(actor())
        || who.equalsIgnoreCase(text("appId"));
  }

  /** The same in every search. */
  private UUID id() {
    UUID own = AnswerJson.guid(entry, "id");
    if (part == 0) {
      return own;
    }
    String name = own + "/" + part;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Where the request came from; empty if that is not recorded or was erased. */
  String address() {
    return text("clientIp");
  }

  /**
   * The object that a search writes.
   *
   * @param index counted from 1
   * @param count how many the search has found
   * @param formatted whether types are words in the data as well
   */
  PsObject object(int index, int count, boolean formatted) {
    return PsObject.ofType(CmdletTypes.AUDIT_RECORD)
        .with("RecordType", type())
        .with("CreationDate", time())
        .with("UserIds", user())
        .with("Operations", operation)
        .with("AuditData", data(formatted).toString())
        .with("ResultIndex", index)
        .with("ResultCount", count)
        .with("Identity", id().toString())
        .with("IsValid", true)
        .with("ObjectState", "Unchanged")
        .withText(id().toString());
  }

  /** The common schema, and what the type adds to it. */
  ObjectNode data(boolean formatted) {
    ObjectNode data = AnswerJson.object();
    data.put("CreationTime", TIME.format(time().atOffset(ZoneOffset.UTC)));
    data.put("Id", id().toString());
    data.put("Operation", operation);
    data.put("OrganizationId", tenantId.toString());
    if (formatted) {
      data.put("RecordType", type());
    } else {
      data.put("RecordType", typeNumber());
    }
    data.put("ResultStatus", text("resultStatus"));
    data.put("UserKey", actor());
    data.put("UserType", AnswerJson.number(entry, "userType"));
    data.put("Version", 1);
    data.put("Workload", text("workload"));
    data.put("ClientIP", address());
    data.put("ObjectId", objectId);
    data.put("UserId", user());
    addParameters(data);
    return data;
  }

  private void addParameters(ObjectNode data) {
    if (text("operation").equals(AuditReader.FALLBACK)) {
      JsonNode details = entry.path("details");
      AnswerJson.text(details, "policyId").ifPresent(text -> data.put("PolicyId", text));
      AnswerJson.text(details, "scopeKeyVersionId")
          .ifPresent(text -> data.put("ScopeKeyVersionId", text));
      AnswerJson.text(details, "requestId").ifPresent(text -> data.put("RequestId", text));
      return;
    }
    ArrayNode all = data.putArray("Parameters");
    parameters.forEach((name, value) -> all.addObject().put("Name", name).put("Value", value));
  }
}

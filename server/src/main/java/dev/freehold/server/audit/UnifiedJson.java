package dev.freehold.server.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.server.http.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** An audit record as one JSON object in the members of the published schema. */
final class UnifiedJson {

  private static final int SCHEMA_VERSION = 1;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private UnifiedJson() {}

  static ObjectNode of(UnifiedRecord unified) {
    ObjectNode json =
        Json.MAPPER
            .createObjectNode()
            .put("Id", unified.id().toString())
            .put("RecordType", unified.type().number())
            .put("CreationTime", TIME.format(unified.time()))
            .put("Operation", unified.operation())
            .put("OrganizationId", unified.organizationId().toString())
            .put("UserType", unified.userType())
            .put("UserKey", unified.userKey())
            .put("Workload", unified.workload())
            .put("ResultStatus", unified.resultStatus())
            .put("ObjectId", unified.objectId())
            .put("UserId", unified.userId())
            .put("ClientIP", unified.clientIp())
            .put("Version", SCHEMA_VERSION);
    if (unified.type() == RecordType.CUSTOMER_KEY) {
      move(unified.details(), json);
    }
    ArrayNode parameters = json.putArray("Parameters");
    new TreeMap<>(unified.details())
        .forEach((name, value) -> parameters.addObject().put("Name", name).put("Value", value));
    return json.put("LedgerName", unified.log().word())
        .put("LedgerSequence", unified.sequence())
        .put("LedgerIndex", unified.index())
        .put("LedgerOperation", unified.ledgerOperation());
  }

  /** What records of this type have by names of their own. */
  private static void move(Map<String, String> details, ObjectNode json) {
    Map.of(
            "policyId", "PolicyId",
            "scopeKeyVersionId", "ScopeKeyVersionId",
            "requestId", "RequestId")
        .forEach((detail, member) -> putIfThere(details, detail, json, member));
  }

  private static void putIfThere(
      Map<String, String> details, String detail, ObjectNode json, String member) {
    String value = details.get(detail);
    if (value != null) {
      json.put(member, value);
    }
  }
}

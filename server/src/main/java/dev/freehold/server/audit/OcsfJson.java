package dev.freehold.server.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.server.http.Json;
import java.util.Locale;
import java.util.TreeMap;

/** An audit record as an event of the Open Cybersecurity Schema Framework. */
final class OcsfJson {

  /** The version of the schema whose classes and attributes are used. */
  static final String SCHEMA_VERSION = "1.5.0";

  private static final String PRODUCT = "Freehold";
  private static final String SERVICE = "freehold";
  private static final String WITNESS_REFUSES = "WitnessRefuse";
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;
  private static final int INFORMATIONAL = 1;
  private static final int LOW = 2;
  private static final int MEDIUM = 3;
  private static final int HIGH = 4;
  private static final int OTHER = 99;

  private OcsfJson() {}

  static ObjectNode of(UnifiedRecord unified) {
    OcsfActivity activity = OcsfActivity.of(unified.ledgerOperation());
    OcsfClass of = activity.of();
    int severity = severity(unified);
    boolean done = unified.outcome() == Outcome.DONE;
    ObjectNode event =
        Json.MAPPER
            .createObjectNode()
            .put("activity_id", activity.id())
            .put("activity_name", activity.caption())
            .put("category_uid", of.categoryUid())
            .put("category_name", of.categoryCaption())
            .put("class_uid", of.uid())
            .put("class_name", of.caption())
            .put("type_uid", of.typeUid(activity))
            .put("type_name", of.caption() + ": " + activity.caption())
            .put("severity_id", severity)
            .put("severity", severityName(severity))
            .put("time", unified.time().toEpochMilli())
            .put("status_id", done ? SUCCESS : FAILURE)
            .put("status", done ? "Success" : "Failure")
            .put("message", unified.operation());
    if (!done) {
      event.put("status_code", unified.outcome().name());
    }
    event.set("metadata", metadata(unified));
    event.putObject("actor").set("user", user(unified));
    event.set("src_endpoint", source(unified));
    target(of, unified, event);
    ObjectNode rest = event.putObject("unmapped");
    new TreeMap<>(unified.details()).forEach(rest::put);
    rest.put("workload", unified.workload());
    rest.put("record_type", unified.type().number());
    rest.put("ledger_index", unified.index());
    return event;
  }

  /** What the act was done to, in the attributes of the event's class. */
  private static void target(OcsfClass of, UnifiedRecord unified, ObjectNode event) {
    switch (of) {
      case ACCOUNT_CHANGE -> event.putObject("user").put("uid", unified.objectId());
      case AUTHENTICATION -> {
        event.set("user", user(unified));
        event.putObject("service").put("name", SERVICE);
        event.put("is_remote", true);
      }
      case ENTITY_MANAGEMENT ->
          event
              .putObject("entity")
              .put("uid", unified.objectId())
              .put("type", entityType(unified.ledgerOperation()));
      case USER_ACCESS -> {
        event
            .putObject("user")
            .put("uid", unified.details().getOrDefault("principal", unified.objectId()));
        event.putArray("privileges").add(unified.details().getOrDefault("role", "owner"));
        event.putArray("resources").addObject().put("uid", unified.objectId());
      }
      case API_ACTIVITY -> {
        ObjectNode api = event.putObject("api").put("operation", unified.ledgerOperation());
        api.putObject("service").put("name", SERVICE);
        String request = unified.details().get("requestId");
        if (request != null) {
          api.putObject("request").put("uid", request);
        }
        event
            .putArray("resources")
            .addObject()
            .put("uid", unified.objectId())
            .put("type", resourceType(unified));
      }
    }
  }

  private static String resourceType(UnifiedRecord unified) {
    return switch (unified.log()) {
      case SERVICE -> "data encryption policy";
      case VAULTS -> unified.ledgerOperation().startsWith("Key") ? "key" : "vault";
    };
  }

  private static ObjectNode metadata(UnifiedRecord unified) {
    ObjectNode metadata =
        Json.MAPPER
            .createObjectNode()
            .put("version", SCHEMA_VERSION)
            .put("uid", unified.id().toString())
            .put("sequence", unified.sequence())
            .put("event_code", unified.ledgerOperation())
            .put("log_name", unified.log().word())
            .put("tenant_uid", unified.organizationId().toString());
    metadata.putObject("product").put("name", PRODUCT).put("vendor_name", PRODUCT);
    return metadata;
  }

  private static ObjectNode user(UnifiedRecord unified) {
    return Json.MAPPER
        .createObjectNode()
        .put("uid", unified.userKey())
        .put("name", unified.userId())
        .put("type_id", typeId(unified.userType()))
        .put("type", typeName(unified.userType()));
  }

  private static int typeId(int userType) {
    if (userType == UserType.REGULAR.number()) {
      return 1;
    }
    if (userType == UserType.ADMIN.number() || userType == UserType.DATACENTER_ADMIN.number()) {
      return 2;
    }
    return userType == UserType.SYSTEM.number() ? 3 : OTHER;
  }

  private static String typeName(int userType) {
    return switch (typeId(userType)) {
      case 1 -> "User";
      case 2 -> "Admin";
      case 3 -> "System";
      default -> "Application";
    };
  }

  /** A request has an address; the service's own work has the service's name. */
  private static ObjectNode source(UnifiedRecord unified) {
    ObjectNode endpoint = Json.MAPPER.createObjectNode();
    return unified.clientIp().isEmpty()
        ? endpoint.put("svc_name", SERVICE)
        : endpoint.put("ip", unified.clientIp());
  }

  /** The noun that the operation begins with: {@code RootKeyRoll} is about a root key. */
  private static String entityType(String operation) {
    String[] words = operation.split("(?=[A-Z])", -1);
    StringBuilder noun = new StringBuilder();
    for (int i = 0; i < Math.max(1, words.length - 1); i++) {
      noun.append(noun.isEmpty() ? "" : " ").append(words[i].toLowerCase(Locale.ROOT));
    }
    return noun.toString();
  }

  /** What somebody should look at stands out: a fallback, a log that was changed, refused roots. */
  private static int severity(UnifiedRecord unified) {
    if (unified.ledgerOperation().equals(PublishedNames.FALLBACK)
        || unified.ledgerOperation().equals(WITNESS_REFUSES)) {
      return HIGH;
    }
    if (unified.details().containsKey("alert")) {
      return MEDIUM;
    }
    return unified.outcome() == Outcome.DONE ? INFORMATIONAL : LOW;
  }

  private static String severityName(int severity) {
    return switch (severity) {
      case LOW -> "Low";
      case MEDIUM -> "Medium";
      case HIGH -> "High";
      default -> "Informational";
    };
  }
}

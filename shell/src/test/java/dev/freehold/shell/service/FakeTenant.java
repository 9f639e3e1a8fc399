package dev.freehold.shell.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.remote.RemoteException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/** A tenant with policies and recipients that answers as the server does. */
public final class FakeTenant {

  private static final String MAILBOX = "/api/v1/mailboxes/([^/]+)";
  private static final String CREATED = "2026-03-01T08:00:00Z";

  public final List<ObjectNode> policies = new ArrayList<>();
  public final List<ObjectNode> tenantPolicies = new ArrayList<>();
  public final List<ObjectNode> purges = new ArrayList<>();
  public final List<ObjectNode> recipients = new ArrayList<>();
  public final TreeSet<String> roles = new TreeSet<>(List.of("GLOBAL_ADMIN"));
  public String name = "Quarry";
  private ObjectNode assigned;
  private long ids;

  FakeTenant(FakeApi api) {
    api.on("GET", "/api/v1/me", request -> me());
    api.on("GET", "/api/v1/access-requests", request -> list("requests", List.of()));
    policies(api, "/api/v1/policies", policies);
    policies(api, "/api/v1/multi-workload-policies", tenantPolicies);
    api.on("GET", "/api/v1/purges", request -> list("purges", purges));
    api.on("GET", "/api/v1/multi-workload-policy-assignment", request -> assignment());
    api.on("PUT", "/api/v1/multi-workload-policy-assignment", request -> assignTenant(request));
    api.on("GET", "/api/v1/mailboxes", this::page);
    api.on("GET", MAILBOX, request -> recipient(request.group(1)));
    api.on("PATCH", MAILBOX, this::edit);
    api.on("PUT", MAILBOX + "/policy", request -> assign(request, List.of(request.group(1))));
    api.on("POST", MAILBOX + "/holds", request -> AnswerJson.object());
    api.on("DELETE", MAILBOX + "/holds/([^/]+)", request -> AnswerJson.object());
    api.on(
        "POST",
        "/api/v1/mailboxes/policy",
        request -> assign(request, AnswerJson.texts(request.body(), "mailboxes")));
    api.on("GET", MAILBOX + "/statistics", request -> statistics(recipient(request.group(1))));
    api.on("POST", "/api/v1/mailbox-statistics", this::statisticsOfMany);
    api.on(
        "GET",
        MAILBOX + "/folder-statistics",
        request -> folderStatistics(recipient(request.group(1))));
  }

  private ObjectNode me() {
    ObjectNode me =
        AnswerJson.object().put("tenantId", FakeServers.TENANT.toString()).put("tenantName", name);
    ArrayNode all = me.putArray("roles");
    roles.forEach(all::add);
    return me;
  }

  private UUID newId() {
    return new UUID(0xabc, ++ids);
  }

  /** Adds a policy. */
  public ObjectNode policy(List<ObjectNode> family, String policyName, String... keys) {
    ObjectNode policy =
        AnswerJson.object()
            .put("id", newId().toString())
            .put("name", policyName)
            .put("description", "")
            .put("enabled", true)
            .put("state", "active")
            .put("createdAt", CREATED);
    ArrayNode all = policy.putArray("keys");
    for (String key : keys) {
      all.addObject().put("uri", key).put("versionUri", key);
    }
    family.add(policy);
    return policy;
  }

  private void policies(FakeApi api, String path, List<ObjectNode> family) {
    String one = path + "/([^/]+)";
    api.on("GET", path, request -> list("policies", family));
    api.on("GET", one, request -> find(family, request.group(1)));
    api.on(
        "POST",
        path,
        request -> {
          String wanted = AnswerJson.text(request.body(), "name").orElse("");
          if (family.stream().anyMatch(each -> is(each, "name", wanted))) {
            throw FakeApi.refusal(
                409, "policy-name-taken", "the tenant has a policy of this name; choose another");
          }
          ObjectNode made =
              policy(
                  family, wanted, AnswerJson.texts(request.body(), "keys").toArray(String[]::new));
          AnswerJson.text(request.body(), "description")
              .ifPresent(text -> made.put("description", text));
          return made;
        });
    api.on(
        "PATCH",
        one,
        request -> find(family, request.group(1)).setAll((ObjectNode) request.body()));
    api.on(
        "POST",
        one + "/roll",
        request -> job("roll", AnswerJson.guid(find(family, request.group(1)), "id")));
    api.on(
        "POST",
        one + "/purge-request",
        request -> purge(find(family, request.group(1)), request.body()));
    api.on(
        "GET",
        one + "/purge-preview",
        request ->
            FakeApi.json(
                "{'totals':{'mailboxes':2,'sites':0,'waiting':1,'objects':1204,'bytes':1572864,"
                    + "'readableObjects':1,'readableBytes':10,'held':1,'blockedByHolds':true}}"));
    api.on(
        "POST",
        one + "/check",
        request ->
            FakeApi.json(
                "{'roots':[{'root':1,'keyVersionUri':'https://a.example/keys"
                    + "/k','outcome':'ok','checkedAt':'2026-03-09T10:00:00Z'},"
                    + "{'root':2,'keyVersionUri':'https://b.example/keys"
                    + "/k','outcome':'refused','code':'Forbidden'"
                    + ",'checkedAt':'2026-03-09T10:00:00Z'}]}"));
  }

  private static ObjectNode purge(ObjectNode policy, JsonNode body) {
    return policy
        .put("state", "purgeRequested")
        .put("purgeReason", AnswerJson.text(body, "reason").orElse(""))
        .put("purgeContact", AnswerJson.text(body, "contact").orElse(""))
        .put("purgeRequestedAt", "2026-03-09T10:20:30Z");
  }

  private ObjectNode assignment() {
    ObjectNode answer = AnswerJson.object();
    answer.set("policy", assigned);
    return answer;
  }

  private JsonNode assignTenant(FakeApi.Request request) {
    Optional<String> policy = AnswerJson.text(request.body(), "policy");
    assigned = policy.map(text -> find(tenantPolicies, text)).orElse(null);
    return job("assign", FakeServers.TENANT);
  }

  /** Adds a recipient whose names come from what stands before the {@code @} of its address. */
  public ObjectNode recipient(String kind, String address, String displayName) {
    String alias = address.substring(0, address.indexOf('@'));
    ObjectNode recipient =
        AnswerJson.object()
            .put("id", newId().toString())
            .put("recipientKind", kind)
            .put("name", displayName)
            .put("alias", alias)
            .put("address", address)
            .put("displayName", displayName)
            .put("userPrincipalName", address)
            .put("hiddenFromAddressListsEnabled", false)
            .put("imapEnabled", true)
            .put("mailboxType", "regular")
            .put("createdAt", CREATED)
            .put("changedAt", CREATED);
    recipient.putArray("emailAddresses").add("SMTP:" + address);
    recipient.putObject("customAttributes");
    recipients.add(recipient);
    return recipient;
  }

  /** The recipient that an identity names. */
  public ObjectNode recipient(String identity) {
    return recipients.stream()
        .filter(
            each ->
                is(each, "id", identity)
                    || is(each, "address", identity)
                    || is(each, "alias", identity)
                    || is(each, "name", identity))
        .findFirst()
        .orElseThrow(
            () -> FakeApi.refusal(404, "mailbox-not-found", "the tenant has no such mailbox"));
  }

  private JsonNode page(FakeApi.Request request) {
    String after = request.query("after").orElse("");
    int max = request.query("max").map(Integer::parseInt).orElse(1000);
    Optional<String> policy = request.query("policy");
    Predicate<ObjectNode> wanted =
        each ->
            each.get("address").asText().compareTo(after) > 0
                && request.query("kind").map(kind -> is(each, "recipientKind", kind)).orElse(true)
                && request
                    .query("anr")
                    .map(text -> each.get("name").asText().startsWith(text))
                    .orElse(true)
                && policy.map(text -> isUnder(each, text)).orElse(true);
    return list(
        "mailboxes",
        recipients.stream()
            .filter(wanted)
            .sorted(
                (one, other) ->
                    one.get("address").asText().compareTo(other.get("address").asText()))
            .limit(max)
            .toList());
  }

  private static boolean isUnder(ObjectNode recipient, String policy) {
    return policy.equals("none")
        ? !recipient.hasNonNull("policyId")
        : is(recipient, "policyId", policy) || is(recipient, "policyName", policy);
  }

  private JsonNode edit(FakeApi.Request request) {
    ObjectNode recipient = recipient(request.group(1));
    ObjectNode before = recipient.deepCopy();
    recipient.setAll((ObjectNode) request.body());
    ObjectNode answer = AnswerJson.object().put("changed", !before.equals(recipient));
    answer.set("mailbox", recipient);
    return answer;
  }

  private JsonNode assign(FakeApi.Request request, List<String> identities) {
    Optional<ObjectNode> policy =
        AnswerJson.text(request.body(), "policy").map(text -> find(policies, text));
    List<ObjectNode> all = identities.stream().map(this::recipient).toList();
    if (policy.isPresent() && is(policy.get(), "state", "purgeRequested")) {
      throw FakeApi.refusal(
          409,
          "policy-purge-requested",
          "the policy's purge was requested; nothing comes under it");
    }
    for (ObjectNode recipient : all) {
      recipient.remove(List.of("policyId", "policyName"));
      policy.ifPresent(
          found ->
              recipient
                  .put("policyId", found.get("id").asText())
                  .put("policyName", found.get("name").asText()));
    }
    return job("assign", AnswerJson.guid(all.getFirst(), "id"));
  }

  private JsonNode statistics(ObjectNode recipient) {
    ObjectNode statistics =
        AnswerJson.object()
            .put("mailboxGuid", recipient.get("id").asText())
            .put("displayName", recipient.get("displayName").asText())
            .put("itemCount", 12)
            .put("totalItemSize", 1_572_864)
            .put("isEncrypted", true);
    AnswerJson.text(recipient, "policyId")
        .ifPresent(id -> statistics.put("dataEncryptionPolicyID", id));
    return statistics;
  }

  /** The inbox with a folder below, the sent items, and a folder that a person made. */
  private static JsonNode folderStatistics(ObjectNode recipient) {
    ObjectNode answer =
        AnswerJson.object()
            .put("mailboxGuid", recipient.get("id").asText())
            .put("displayName", recipient.get("displayName").asText());
    ArrayNode folders = answer.putArray("folders");
    List.of("INBOX", "INBOX/Bills", "Plans", "Sent")
        .forEach(
            path ->
                folders
                    .addObject()
                    .put("id", new UUID(7, path.length()).toString())
                    .put("path", path)
                    .put("specialUse", path.equals("Sent") ? "sent" : null)
                    .put("itemCount", path.length())
                    .put("totalItemSize", 1024L * path.length()));
    return answer;
  }

  private JsonNode statisticsOfMany(FakeApi.Request request) {
    Map<String, ObjectNode> byId = new HashMap<>();
    recipients.forEach(each -> byId.put(each.get("id").asText(), each));
    ArrayNode found = AnswerJson.object().putArray("statistics");
    for (String id : AnswerJson.texts(request.body(), "ids")) {
      Optional.ofNullable(byId.get(id)).ifPresent(each -> found.add(statistics(each)));
    }
    return AnswerJson.object().set("statistics", found);
  }

  /** A job as the server shows it. */
  public ObjectNode job(String kind, UUID subject) {
    return AnswerJson.object()
        .put("id", newId().toString())
        .put("kind", kind)
        .put("subjectId", subject.toString())
        .put("state", "queued")
        .put("doneItems", 0)
        .put("totalItems", 1)
        .put("createdAt", CREATED);
  }

  private static ObjectNode find(List<ObjectNode> family, String identity) {
    return family.stream()
        .filter(each -> is(each, "id", identity) || is(each, "name", identity))
        .findFirst()
        .orElseThrow(
            () ->
                FakeApi.refusal(
                    404, "policy-not-found", "the tenant has no such policy; check its name"));
  }

  static boolean is(JsonNode node, String member, String text) {
    return AnswerJson.text(node, member).filter(text::equalsIgnoreCase).isPresent();
  }

  /** A page of things. */
  public static JsonNode list(String member, List<? extends JsonNode> things) {
    ObjectNode page = AnswerJson.object();
    ArrayNode all = page.putArray(member);
    things.forEach(all::add);
    return page;
  }

  /** A server that does not answer. */
  public static RemoteException unreachable() {
    return new RemoteException(
        RemoteException.Kind.UNREACHABLE,
        0,
        "server-unreachable",
        "keep.example does not answer; check the address",
        "");
  }
}

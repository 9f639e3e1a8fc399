package dev.freehold.shell.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The API of migrations in memory: it keeps what is made and answers by it. */
final class FakeMigrations implements Rest {

  final List<String> log = new ArrayList<>();
  final Map<String, ObjectNode> endpoints = new TreeMap<>();
  final Map<String, ObjectNode> batches = new TreeMap<>();
  final Set<String> running = new HashSet<>();
  ObjectNode lastBody = JsonNodeFactory.instance.objectNode();

  @Override
  public JsonNode get(String path) {
    log.add("GET " + path);
    if (path.equals(EndpointCmdlets.PATH)) {
      return page("migrationEndpoints", endpoints);
    }
    if (path.equals(BatchCmdlets.PATH)) {
      return page("migrationBatches", batches);
    }
    if (path.contains("/users?")) {
      return users(path);
    }
    if (path.endsWith("/users/pia%40contoso.example/report")) {
      return report();
    }
    if (path.endsWith("/runs")) {
      ObjectNode page = JsonNodeFactory.instance.objectNode();
      page.putArray("runs").addObject().put("number", 2).putObject("brought").put("newItems", 4);
      return page;
    }
    return find(path);
  }

  private static JsonNode report() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report
        .putArray("folders")
        .addObject()
        .put("sourceFolder", "Work.Plans")
        .put("folder", "Work/Plans")
        .put("atSource", 8)
        .put("here", 7);
    return report;
  }

  private static JsonNode page(String member, Map<String, ObjectNode> all) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.putArray(member).addAll(all.values());
    return page;
  }

  private JsonNode users(String path) {
    find(path.substring(0, path.indexOf("/users?")));
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ObjectNode user =
        page.putArray("users")
            .addObject()
            .put("line", 2)
            .put("emailAddress", "pia@contoso.example")
            .put("status", "completedWithErrors")
            .put("copiedItems", 7)
            .put("skippedItems", 1);
    user.putObject("lastRun").put("pendingDeletions", 9);
    user.putObject("progress")
        .put("folder", "Work/Plans")
        .put("percent", 40)
        .put("itemsPerMinute", 120);
    user.putArray("skipped")
        .addObject()
        .put("folder", "Work")
        .put("uid", 5)
        .put("code", "message-too-large");
    return page;
  }

  private ObjectNode find(String path) {
    String name =
        java.net.URLDecoder.decode(
            path.substring(path.lastIndexOf('/') + 1), java.nio.charset.StandardCharsets.UTF_8);
    ObjectNode found = (path.startsWith(BatchCmdlets.PATH) ? batches : endpoints).get(name);
    if (found == null) {
      throw new RemoteException(
          RemoteException.Kind.REFUSED, 404, "migration-not-found", "there is no such thing", "");
    }
    return found;
  }

  private static JsonNode dryRun(JsonNode wanted) {
    boolean isFirst = !wanted.has("after");
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    ObjectNode user = part.putArray("users").addObject().put("emailAddress", "pia@contoso.example");
    if (isFirst) {
      part.put("next", "2.1");
      user.put("ready", true)
          .putArray("changedNames")
          .addObject()
          .put("sourceFolder", "a*b")
          .put("folder", "a=2Ab");
    } else {
      user.put("code", "migration-login-refused");
    }
    part.putObject("totals").put("mailboxes", isFirst ? 1 : 2).put("ready", 1);
    return part.put("expectedSeconds", 90).put("space", "short");
  }

  /** Deletions of Pia wait, but not in a batch that is called Quiet. */
  private JsonNode approved(String path) {
    find(path.substring(0, path.indexOf("/users/")));
    if (!path.contains("/pia%40")) {
      throw refused(404, "mailbox-not-found");
    }
    if (path.contains("/Quiet/")) {
      throw refused(409, "migration-batch-state");
    }
    return MissingNode.getInstance();
  }

  private static RemoteException refused(int status, String code) {
    return new RemoteException(RemoteException.Kind.REFUSED, status, code, "refused", "");
  }

  @Override
  public JsonNode send(String method, String path, JsonNode body) {
    log.add(method + " " + path);
    if (method.equals("DELETE")) {
      String confirmed = path.replace("?confirm=true", "");
      if (confirmed.equals(path) && running.stream().anyMatch(path::endsWith)) {
        throw new RemoteException(
            RemoteException.Kind.REFUSED, 409, "migration-batch-runs", "it copies mail now", "");
      }
      batches.values().remove(find(confirmed));
      return MissingNode.getInstance();
    }
    if (path.endsWith("/approve-deletions")) {
      return approved(path);
    }
    if (method.equals("PATCH")) {
      return find(path).setAll((ObjectNode) body);
    }
    if (path.endsWith("-tests")) {
      lastBody = (ObjectNode) body;
      return JsonNodeFactory.instance.objectNode().put("result", "success");
    }
    if (body == null) {
      ObjectNode batch = find(path.substring(0, path.lastIndexOf('/')));
      return batch.put(
          "status",
          Map.of("start", "starting", "stop", "stopped", "complete", "completing")
              .get(path.substring(path.lastIndexOf('/') + 1)));
    }
    lastBody = ((ObjectNode) body).deepCopy();
    if (path.endsWith("/passwords")) {
      return find(path.substring(0, path.lastIndexOf('/')));
    }
    if (path.endsWith("/migration-dry-runs")) {
      return dryRun(body);
    }
    ObjectNode made = lastBody.deepCopy();
    if (path.equals(BatchCmdlets.PATH)) {
      made.put("status", "created").put("totalCount", 3);
      batches.put(made.path("name").asText(), made);
    } else {
      endpoints.put(made.path("name").asText(), made);
    }
    return made;
  }
}

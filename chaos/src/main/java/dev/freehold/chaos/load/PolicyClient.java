package dev.freehold.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.chaos.history.Answered;
import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import dev.freehold.chaos.load.HttpDoor.Reply;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes policies, assigns them to a mailbox in turn, and looks what there is. */
final class PolicyClient extends ChaosClient {

  private static final int PAUSE_MILLIS = 3_000;
  private static final int MAX_POLICIES = 40;
  private static final String POLICIES = "/api/v1/policies";

  private final ApiDoor door;
  private final String scope;
  private final String mailbox;
  private final List<String> keys;
  private final List<String> made = new ArrayList<>();
  private int count;

  /**
   * @param scope what policies and the mailbox are in, in the history
   * @param mailbox the address of the mailbox
   * @param keys the URIs of two root keys
   */
  PolicyClient(
      String name,
      long seed,
      ChaosHistory history,
      ChaosTarget target,
      ApiDoor door,
      String scope,
      String mailbox,
      List<String> keys) {
    super(name, seed, history, target.nodes());
    this.door = door;
    this.scope = scope;
    this.mailbox = mailbox;
    this.keys = List.copyOf(keys);
  }

  @Override
  int pauseMillis() {
    return PAUSE_MILLIS;
  }

  @Override
  void disconnect() {
    door.disconnect();
  }

  /** Reads what is in an answer. */
  private interface Reading {
    Deed read(JsonNode answer);
  }

  private void call(String method, String path, Object body, Deed otherwise, Reading reading) {
    if (!connected(otherwise, () -> door.connect(node()))) {
      return;
    }
    long begin = System.nanoTime();
    Heard heard;
    Deed deed = otherwise;
    try {
      Reply reply = door.call(method, path, body);
      heard = Heard.ofApi(reply);
      if (heard.isDone()) {
        deed = reading.read(Json.MAPPER.readTree(reply.body()));
      }
    } catch (IOException broken) {
      heard = Heard.nothing(broken);
    }
    record(deed, begin, heard);
  }

  @Override
  void step() {
    if (random.nextInt(3) == 0) {
      wander();
    }
    int what = random.nextInt(10);
    if (what < 3 && count < MAX_POLICIES) {
      make();
    } else if (what < 5 && !made.isEmpty()) {
      assign(made.get(random.nextInt(made.size())));
    } else if (what < 8) {
      see();
    } else {
      seeAssigned();
    }
  }

  private String object(String what) {
    return scope + "/" + what;
  }

  private void make() {
    String policy = name + "-" + count++;
    Deed deed = new Deed.MakePolicy(object(policy));
    call(
        "POST",
        POLICIES,
        Map.of("name", policy, "keys", keys),
        deed,
        _ -> {
          made.add(policy);
          return deed;
        });
  }

  private void assign(String policy) {
    Deed deed = new Deed.Assign(object(mailbox), policy);
    call(
        "PUT",
        "/api/v1/mailboxes/" + mailbox + "/policy",
        Map.of("policy", policy),
        deed,
        _ -> deed);
  }

  private void see() {
    call(
        "GET",
        POLICIES,
        null,
        new Deed.SeePolicies(scope, Set.of()),
        answer -> new Deed.SeePolicies(scope, names(answer)));
  }

  private Set<String> names(JsonNode answer) {
    Set<String> seen = new TreeSet<>();
    answer.path("policies").findValuesAsText("name").forEach(each -> seen.add(object(each)));
    return seen;
  }

  private void seeAssigned() {
    call(
        "GET",
        "/api/v1/mailboxes/" + mailbox,
        null,
        new Deed.SeeAssigned(object(mailbox), ""),
        answer -> {
          String policy = answer.path("policyName").asText("");
          return new Deed.SeeAssigned(object(mailbox), policy);
        });
  }

  /** Looks at all there is, and says whether the node gave it. */
  boolean readAll() {
    Set<Answered> given = EnumSet.of(Answered.ACKNOWLEDGED);
    return hears(given, this::see) && hears(given, this::seeAssigned);
  }
}

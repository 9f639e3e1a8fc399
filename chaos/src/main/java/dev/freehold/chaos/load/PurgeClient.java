package dev.freehold.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.chaos.history.Answered;
import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import dev.freehold.chaos.load.ApiDoor.ApiFailedException;
import dev.freehold.chaos.load.ChaosTarget.Node;
import dev.freehold.chaos.load.HttpDoor.Reply;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.server.client.OperatorKeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A tenant that leaves, again and again: a policy with a mailbox and mail in it is made, revoked
 * and purged, by all the people whom that takes. A step that fails is tried again.
 */
final class PurgeClient extends ChaosClient {

  private static final int PAUSE_MILLIS = 1_500;
  private static final String LEAVE = "leave";
  private static final String APPROVER = "ada@leave.example";
  private static final String PASSPHRASE = "seven boats, one harbour";
  private static final int MESSAGES = 3;
  private static final int MESSAGE_BYTES = 2_000;
  private static final Set<Answered> TOLD = EnumSet.of(Answered.ACKNOWLEDGED, Answered.REFUSED);
  private static final Duration VAULT_PATIENCE = Duration.ofSeconds(5);

  private final ChaosHistory history;
  private final ChaosTenant tenant;
  private final RootKeys roots;
  private final ApiDoor admin;
  private final ApiDoor approver;
  private final ApiDoor operator;
  private final PurgeProof proof;
  private final ChaosTenant.Member reader;
  private final String appPassword;
  private final List<Integer> purged = new ArrayList<>();

  private LeavingStage stage = LeavingStage.MAKE;
  private int number = 1;
  private String purge = "";
  private long begun;

  private PurgeClient(long seed, ChaosHistory history, ChaosTarget target, ApiDoor operator)
      throws IOException {
    super("leaver", seed, history, target.nodes());
    this.history = history;
    this.operator = operator;
    this.roots = RootKeys.make(target.vaults(), LEAVE);
    this.tenant = ChaosTenant.make(target, LEAVE);
    this.admin = tenant.asAdministrator();
    this.reader = tenant.person(APPROVER, "APPROVER");
    this.approver = tenant.asPerson(APPROVER, reader.password()).patient();
    this.appPassword = tenant.appPassword(APPROVER, reader);
    tenant.done("PUT", "/api/v1/approver", Map.of("user", APPROVER));
    approver.done(
        target.nodes().getFirst(),
        "POST",
        "/api/v1/approver/key",
        Map.of("passphrase", PASSPHRASE));
    approver.signOut();
    this.proof = PurgeProof.of(target);
  }

  /** Makes the tenant and its approver. */
  static PurgeClient make(long seed, ChaosHistory history, ChaosTarget target, ApiDoor operator)
      throws IOException {
    return new PurgeClient(seed, history, target, operator);
  }

  @Override
  int pauseMillis() {
    return PAUSE_MILLIS;
  }

  @Override
  void disconnect() {
    admin.disconnect();
    approver.disconnect();
    operator.disconnect();
  }

  @Override
  void step() {
    LeavingStage now = stage;
    boolean isDone = false;
    try {
      isDone = advance(now);
    } catch (ApiFailedException refused) {
      note(refused);
    } catch (IOException | RuntimeException broken) {
      leave();
    }
    if (isDone) {
      stage = now.next();
    } else if (now == LeavingStage.MAKE || now == LeavingStage.FILL) {
      // Half of it may be there: it begins anew, under other names.
      stage = LeavingStage.MAKE;
      number++;
    }
  }

  /** What the service says of a step that it does not do now is judged too. */
  private void note(ApiFailedException failed) {
    if (failed.status() >= 500) {
      history.add(
          name,
          node().name(),
          new Deed.Purge(scope(number)),
          System.nanoTime(),
          Answered.UNKNOWN,
          failed.heard().code());
    }
    leave();
  }

  private static String scope(int number) {
    return "mail:leave-%d".formatted(number);
  }

  private static String address(int number) {
    return "leave-%d@leave.example".formatted(number);
  }

  private String policy() {
    return "leave-" + number;
  }

  private boolean advance(LeavingStage now) throws IOException {
    return switch (now) {
      case MAKE -> make();
      case COVER -> isCovered();
      case FILL -> fill();
      case REVOKE -> roots.permit(false, VAULT_PATIENCE);
      case REQUEST -> request();
      case DOCUMENT -> {
        done(admin, "POST", "/api/v1/purges/" + purge + "/document", Map.of());
        yield true;
      }
      case SIGN -> sign();
      case APPROVE -> approve();
      case RUN -> isPurged();
      case PROVE -> prove();
    };
  }

  private JsonNode done(ApiDoor door, String method, String path, Object body) throws IOException {
    return door.done(node(), method, path, body);
  }

  /** The same for what may have been done before its answer was lost. */
  private void made(String path, Object body) throws IOException {
    try {
      done(admin, "POST", path, body);
    } catch (ApiFailedException there) {
      if (there.status() != 409) {
        throw there;
      }
    }
  }

  private boolean make() throws IOException {
    if (!roots.permit(true, VAULT_PATIENCE)) {
      return false;
    }
    List<String> keys = roots.newVersions(policy()).stream().map(RootKeys::newest).toList();
    made("/api/v1/policies", Map.of("name", policy(), "keys", keys));
    made("/api/v1/mailboxes", Map.of("address", address(number)));
    done(
        admin,
        "PUT",
        "/api/v1/mailboxes/" + address(number) + "/policy",
        Map.of("policy", policy()));
    return true;
  }

  /** A purge destroys what is under its policy, and not what was only ordered to come under it. */
  private boolean isCovered() throws IOException {
    JsonNode statistics =
        done(admin, "GET", "/api/v1/mailboxes/" + address(number) + "/statistics", null);
    return statistics.hasNonNull("orderedPolicy")
        && statistics.path("policyInEffect").equals(statistics.path("orderedPolicy"));
  }

  private boolean fill() throws IOException {
    String mailbox = "/api/v1/mailboxes/" + address(number);
    String me = done(admin, "GET", "/api/v1/me", null).path("objectId").asText();
    for (String each : List.of(me, reader.objectId())) {
      done(
          admin,
          "PUT",
          mailbox + "/permissions/" + each,
          Map.of("accessRights", List.of("FullAccess")));
    }
    for (int n = 1; n <= MESSAGES; n++) {
      String tag = "%s-%d".formatted(policy(), n);
      admin.connect(node());
      long begin = System.nanoTime();
      Heard heard =
          Heard.ofApi(
              admin.send(
                  "POST",
                  mailbox + "/messages",
                  "message/rfc822",
                  TaggedContent.of(scope(number), tag, MESSAGE_BYTES)));
      record(new Deed.Put(object(number, n), tag, ""), begin, heard);
      if (!heard.isDone()) {
        return false;
      }
      var _ = read(admin, node(), number, n);
    }
    return true;
  }

  private static String object(int number, int message) {
    return "%s/%d".formatted(scope(number), message);
  }

  private Heard read(ApiDoor door, Node where, int which, int message) throws IOException {
    door.connect(where);
    long begin = System.nanoTime();
    Reply reply =
        door.call(
            "GET",
            "/api/v1/mailboxes/%s/messages/%d/content".formatted(address(which), message),
            null);
    Heard heard = Heard.ofApi(reply);
    String tag = heard.isDone() ? TaggedContent.tag(scope(which), reply.body()) : Deed.ABSENT;
    long lastByte = heard.isDone() ? reply.lastByte() : 0;
    Deed deed = new Deed.Get(object(which, message), tag, lastByte);
    history.add(name, where.name(), deed, begin, heard.answered(), heard.code());
    return heard;
  }

  private boolean request() throws IOException {
    for (JsonNode each : done(admin, "GET", "/api/v1/purges", null).path("purges")) {
      if (each.path("policyName").asText().equals(policy())) {
        purge = each.path("id").asText();
        return true;
      }
    }
    begun = System.nanoTime();
    done(
        admin,
        "POST",
        "/api/v1/policies/" + policy() + "/purge-request",
        Map.of("reason", "the tenant leaves", "contact", APPROVER));
    return false;
  }

  private boolean sign() throws IOException {
    if (state().equals("purgeRequested")) {
      approver.signOut();
      done(
          approver,
          "POST",
          "/api/v1/purges/" + purge + "/document/sign",
          Map.of("passphrase", PASSPHRASE));
    }
    return true;
  }

  private String state() throws IOException {
    return done(admin, "GET", "/api/v1/purges/" + purge, null).path("state").asText();
  }

  private boolean approve() throws IOException {
    String path = "/api/v1/operator/purges/" + purge;
    for (OperatorKeyFile each : proof.operators()) {
      if (!state().equals("purgeAuthorised")) {
        return true;
      }
      operator.connect(node());
      Reply reply = operator.call("GET", path + "/statement", null);
      String statement = new String(reply.body(), StandardCharsets.UTF_8);
      byte[] signed =
          new SignedNote(statement, List.of(each.key().sign(each.name(), statement))).bytes();
      Reply answer = operator.send("POST", path + "/approvals", "text/plain", signed);
      if (answer.status() >= 500) {
        return false;
      }
    }
    return !state().equals("purgeAuthorised");
  }

  private boolean isPurged() throws IOException {
    if (!state().equals("purged")) {
      return false;
    }
    record(new Deed.Purge(scope(number)), begun, Heard.done());
    purged.add(number);
    return true;
  }

  private boolean prove() throws IOException {
    long begin = System.nanoTime();
    admin.connect(node());
    Reply receipt = admin.call("GET", "/api/v1/purges/" + purge + "/receipt", null);
    Reply document = admin.call("GET", "/api/v1/purges/" + purge + "/document/signed", null);
    if (receipt.status() != 200 || document.status() != 200) {
      return false;
    }
    String key = done(admin, "GET", "/api/v1/ledger/key", null).path("log").asText();
    Heard heard = proof.verified(policy(), receipt.body(), document.body(), key);
    record(new Deed.VerifyReceipt(scope(number)), begin, heard);
    String id = done(admin, "GET", "/api/v1/purges/" + purge, null).path("policyId").asText();
    proof.count(id, history, scope(number));
    number++;
    return true;
  }

  /**
   * Goes on until the purge that is under way has ended and one has in all, or time is over.
   *
   * @return what has not ended, if anything
   */
  Optional<String> finish(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (isUnderWay() || purged.isEmpty()) {
      if (System.nanoTime() > end) {
        return Optional.of("%s is at %s".formatted(scope(number), stage));
      }
      step();
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    return Optional.empty();
  }

  private boolean isUnderWay() {
    return stage.compareTo(LeavingStage.REQUEST) > 0;
  }

  /**
   * Tries to read what was purged, at the only node, as administrator and with a mail program. The
   * work has to have ended; several nodes may be tried at the same time.
   *
   * @return whether all of it was given or refused
   */
  boolean tryAll(ChaosTarget only) {
    try (ApiDoor door = tenant.asAdministrator()) {
      return purged.stream().allMatch(each -> isTold(door, each, only) && isTold(each, only));
    }
  }

  private boolean isTold(ApiDoor door, int which, ChaosTarget only) {
    Node where = only.nodes().getFirst();
    return IntStream.rangeClosed(1, MESSAGES)
        .allMatch(
            message ->
                again(
                    () -> {
                      try {
                        return TOLD.contains(read(door, where, which, message).answered());
                      } catch (IOException broken) {
                        door.disconnect();
                        return false;
                      }
                    }));
  }

  private boolean isTold(int which, ChaosTarget only) {
    try (MailClient mailbox =
        new MailClient(
            "reader",
            0,
            history,
            only,
            tenant.trust(),
            scope(which),
            APPROVER + "\\\\" + address(which),
            appPassword)) {
      return mailbox.readAll(TOLD);
    }
  }

  @Override
  public void close() {
    super.close();
    tenant.close();
    roots.close();
  }
}

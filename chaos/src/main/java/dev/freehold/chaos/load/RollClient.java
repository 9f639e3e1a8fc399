package dev.freehold.chaos.load;

import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Rolls keys in turn: the roots of mail, one of the roots of files, and the availability key. */
final class RollClient extends ChaosClient {

  private static final int PAUSE_MILLIS = 9_000;

  private final ApiDoor administrator;
  private final ApiDoor operator;
  private final String scope;
  private final String tenant;
  private final String policy;
  private final RootKeys roots;

  /**
   * @param scope what policies are in, in the history
   * @param policy of mailboxes, whose keys are called {@code mail}; those of the geo are called
   *     {@code files}
   */
  RollClient(
      String name,
      long seed,
      ChaosHistory history,
      ChaosTarget target,
      ApiDoor administrator,
      ApiDoor operator,
      String scope,
      String tenant,
      String policy,
      RootKeys roots) {
    super(name, seed, history, target.nodes());
    this.administrator = administrator;
    this.operator = operator;
    this.scope = scope;
    this.tenant = tenant;
    this.policy = policy;
    this.roots = roots;
  }

  @Override
  int pauseMillis() {
    return PAUSE_MILLIS;
  }

  @Override
  void disconnect() {
    administrator.disconnect();
    operator.disconnect();
  }

  @Override
  void step() {
    wander();
    switch (random.nextInt(3)) {
      case 0 -> rollMail();
      case 1 -> rollFiles();
      default ->
          roll(
              operator,
              "/api/v1/operator/tenants/%s/policies/%s/availability-key/roll"
                  .formatted(tenant, policy),
              null,
              "availability key");
    }
  }

  private void rollMail() {
    List<String> versions;
    try {
      versions = roots.newVersions("mail");
    } catch (IOException | RuntimeException vaultIsAway) {
      return;
    }
    roll(
        administrator,
        "/api/v1/policies/" + policy + "/roll",
        Map.of("keys", versions.stream().map(RootKeys::newest).toList()),
        "roots of mail");
  }

  private void rollFiles() {
    int which = random.nextInt(2);
    String version;
    try {
      version = roots.newVersion(which, "files");
    } catch (IOException | RuntimeException vaultIsAway) {
      return;
    }
    roll(
        administrator,
        "/api/v1/geos/NAM/policy/roll",
        Map.of("keyType", which == 0 ? "Primary" : "Secondary", "key", version),
        "a root of files");
  }

  private void roll(ApiDoor door, String path, Object body, String key) {
    Deed deed = new Deed.Roll(scope + "/" + policy, key);
    if (!connected(deed, () -> door.connect(node()))) {
      return;
    }
    long begin = System.nanoTime();
    Heard heard;
    try {
      heard = Heard.ofApi(door.call("POST", path, body));
    } catch (IOException broken) {
      heard = Heard.nothing(broken);
    }
    record(deed, begin, heard);
  }
}

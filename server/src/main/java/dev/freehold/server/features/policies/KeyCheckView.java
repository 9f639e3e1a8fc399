package dev.freehold.server.features.policies;

import dev.freehold.custody.candidates.RootFinding;
import dev.freehold.custody.candidates.RootReport;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.server.http.Wire;
import java.util.List;
import java.util.UUID;

/**
 * What was found about two keys over which a policy is to be made.
 *
 * @param usable whether every rule holds
 * @param askedAs in whose name the vaults were asked, whom their permissions have to be given to
 * @param together the rules for both keys together
 * @param keys the rules for each
 */
record KeyCheckView(boolean usable, Service askedAs, List<Rule> together, List<Key> keys) {

  /** A part of the service, as vaults know it. */
  record Service(UUID applicationId, String displayName) {}

  /**
   * One rule.
   *
   * @param code of a rule that is broken, as the making of the policy would refuse
   * @param detail what is wrong then, and what to do
   */
  record Rule(String rule, String outcome, String code, String detail) {
    private static List<Rule> of(List<RootFinding> findings) {
      return findings.stream()
          .map(
              one ->
                  new Rule(
                      Wire.word(one.rule()),
                      Wire.word(one.outcome()),
                      one.code().orElse(null),
                      one.detail().orElse(null)))
          .toList();
    }
  }

  /**
   * One key.
   *
   * @param key 1 or 2
   * @param uri in canonical form; absent if it is no address of a key
   * @param versionUri the version that the policy would use; absent if the vault did not name one
   */
  record Key(int key, String uri, String versionUri, List<Rule> rules) {}

  static KeyCheckView of(RootReport report, Workload workload) {
    return new KeyCheckView(
        report.isSound(),
        new Service(workload.appId(), workload.displayName()),
        Rule.of(report.together()),
        List.of(key(report, 1), key(report, 2)));
  }

  private static Key key(RootReport report, int number) {
    RootReport.OfKey found = report.keys().get(number - 1);
    return new Key(
        number,
        found.uri().map(RootKeyUri::toString).orElse(null),
        found.version().map(RootKeyUri::toString).orElse(null),
        Rule.of(found.findings()));
  }
}

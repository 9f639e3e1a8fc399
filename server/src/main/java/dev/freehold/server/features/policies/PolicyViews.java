package dev.freehold.server.features.policies;

import dev.freehold.custody.access.AccessStatus;
import dev.freehold.custody.checks.RootCheck;
import dev.freehold.custody.locks.RootsKnown;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PurgeRequest;
import dev.freehold.server.http.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The JSON of policies of every kind. */
public final class PolicyViews {

  private PolicyViews() {}

  /** A root key: as it was named, and the version in use. */
  record Key(String uri, String versionUri) {}

  /** A policy; the members about a purge are absent where none was requested. */
  public record One(
      UUID id,
      String kind,
      String name,
      String description,
      boolean enabled,
      String state,
      boolean recovering,
      boolean locked,
      List<Key> keys,
      String createdAt,
      String changedAt,
      String purgeReason,
      String purgeContact,
      String purgeRequestedAt) {

    /** A policy as it is. */
    public static One of(Policy policy) {
      return new One(
          policy.id(),
          Wire.word(policy.kind()),
          policy.name(),
          policy.description(),
          policy.enabled(),
          Wire.word(policy.state()),
          policy.isRecovering(),
          policy.isLocked(),
          policy.roots().stream().map(r -> new Key(r.keyUri(), r.keyVersionUri())).toList(),
          policy.createdAt().toString(),
          policy.changedAt().toString(),
          policy.purge().map(PurgeRequest::reason).orElse(null),
          policy.purge().map(PurgeRequest::contact).orElse(null),
          policy.purge().map(purge -> purge.requestedAt().toString()).orElse(null));
    }

    /** The same without the keys: those of the service are shown to nobody. */
    public One withoutKeys() {
      return new One(
          id,
          kind,
          name,
          description,
          enabled,
          state,
          recovering,
          locked,
          List.of(),
          createdAt,
          changedAt,
          purgeReason,
          purgeContact,
          purgeRequestedAt);
    }
  }

  /** Policies of a kind. */
  record Page(List<One> policies) {
    static Page of(List<Policy> policies) {
      return new Page(policies.stream().map(One::of).toList());
    }
  }

  /** The state of access on the node that answers; absent if nobody has asked lately. */
  public record Access(
      String lastAnswer,
      double secondsSinceAnswer,
      Double leaseAgeSeconds,
      boolean byAvailabilityKey) {

    private static final double MILLIS_PER_SECOND = 1000;

    /** The state that the answering node knows. */
    public static Access of(AccessStatus status) {
      return new Access(
          Wire.word(status.lastAnswer()),
          seconds(status.sinceAnswer()),
          status.leaseAge().map(Access::seconds).orElse(null),
          status.isByAvailabilityKey());
    }

    private static double seconds(Duration duration) {
      return duration.toMillis() / MILLIS_PER_SECOND;
    }
  }

  /**
   * What the silence of both roots means now: for how long after {@code agreedAt}, by what counts
   * for this policy, it is bridged for users; without {@code bridgedUntil} there is no such moment.
   */
  record Roots(String meaning, String agreedAt, String bound, String bridgedUntil) {
    static Roots of(RootsKnown known, Instant now) {
      return new Roots(
          Wire.word(known.silence(now)),
          known.agreedAt().map(Instant::toString).orElse(null),
          known.bound().toString(),
          known.bridgedUntil().map(Instant::toString).orElse(null));
    }
  }

  /** The result of unwrapping by one root alone. */
  public record Check(
      int root,
      String keyVersionUri,
      String outcome,
      String code,
      String checkedAt,
      String outcomeSince,
      String agreedAt) {

    /** What was last found, a member for each root. */
    public static List<Check> of(List<RootCheck> checks) {
      return checks.stream()
          .map(
              check ->
                  new Check(
                      check.slot(),
                      check.keyVersionUri(),
                      Wire.word(check.finding()),
                      check.code().orElse(null),
                      check.checkedAt().toString(),
                      check.outcomeSince().toString(),
                      check.agreedAt().map(Instant::toString).orElse(null)))
          .toList();
    }
  }
}

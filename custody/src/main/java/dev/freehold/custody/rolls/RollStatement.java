package dev.freehold.custody.rolls;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.RootCheck;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.owners.PolicyOwners;
import dev.freehold.custody.policies.DepKeys;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.PolicyAuthority;
import dev.freehold.custody.policies.PolicyBundle;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.persistence.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The statement of a roll. It says that every owner key under the policy was opened by the policy's
 * key, and the policy's key by each root separately at its present version; how many owner keys
 * there are, the digest of their list, and whether the earlier versions may be disabled.
 */
public final class RollStatement {

  /** The bound of one fact of a job's statement. */
  private static final int MAX_FACT_CHARS = 1024;

  private final Database database;
  private final WrappedKeys wrappedKeys;
  private final PolicyBundle bundle;
  private final DepKeys depKeys;
  private final CrossCheck crossCheck;
  private final KeyVersionNeeds needs;
  private final KeyWrap wrap;

  /** Reads keys and bundles, and asks each root by {@code crossCheck}. */
  public RollStatement(
      Database database,
      PolicyBundle bundle,
      DepKeys depKeys,
      CrossCheck crossCheck,
      KeyVersionNeeds needs,
      CryptoSuite suite) {
    this.database = database;
    this.wrappedKeys = new WrappedKeys(database);
    this.bundle = bundle;
    this.depKeys = depKeys;
    this.crossCheck = crossCheck;
    this.needs = needs;
    this.wrap = new KeyWrap(suite);
  }

  static UUID policyOf(JobStep step) {
    return UUID.fromString(step.parameters().get("policyId"));
  }

  /**
   * Nothing is left to roll in a policy that was retired, since its keys may be lost for ever; and
   * the keys of one whose purge was requested stay those that the service was found to be without.
   */
  Optional<JobOutcome> outOfUse(JobStep step) {
    return switch (state(policyOf(step))) {
      case ACTIVE -> Optional.empty();
      case PURGE_REQUESTED, PURGE_AUTHORISED, PURGING, PURGED ->
          Optional.of(
              new JobOutcome.Fails(
                  CustodyError.POLICY_PURGE_REQUESTED.code(),
                  "the purge of the policy was requested meanwhile; its keys do not roll"));
      case RETIRED ->
          Optional.of(
              new JobOutcome.Fails(
                  CustodyError.POLICY_NOT_ASSIGNABLE.code(),
                  "the policy was retired meanwhile; nothing is under it"));
    };
  }

  private PolicyState state(UUID policyId) {
    return database.read(tx -> PolicyAuthority.require(tx, policyId).state());
  }

  /** Does the next page of keys, or concludes. */
  JobOutcome proceed(JobStep step) {
    UUID policyId = policyOf(step);
    StatementPosition position = StatementPosition.parse(step.position());
    List<WrappedOwnerKey> page =
        database.read(tx -> PolicyOwners.keys(tx, policyId, position.after(), step.budgetItems()));
    if (page.isEmpty()) {
      // Before anybody reads that the versions before may be disabled.
      bundle.settle(policyId);
      step.conclude(statement(step, policyId, position), tx -> null);
      return new JobOutcome.ShardDone();
    }
    KeyListDigest digest = new KeyListDigest(position.digest());
    page.forEach(digest::add);
    long failed =
        depKeys.withDepKey(
            policyId,
            step.requester(),
            page.size(),
            depKey -> page.parallelStream().filter(key -> !opens(key, depKey)).count());
    StatementPosition next =
        new StatementPosition(
            page.getLast().ownerKeyId(),
            position.keys() + page.size(),
            position.failed() + failed,
            digest.hex());
    Optional<Long> total = position.keys() == 0 ? Optional.of(count(policyId)) : Optional.empty();
    step.commit(
        next.text(),
        page.size(),
        0,
        tx -> {
          total.ifPresent(items -> Jobs.totalItems(tx, step.jobId(), items));
          return null;
        });
    return new JobOutcome.More();
  }

  private long count(UUID policyId) {
    return database.read(tx -> PolicyOwners.countKeys(tx, policyId));
  }

  private boolean opens(WrappedOwnerKey key, Key256 depKey) {
    try {
      wrap.unwrap(depKey, key.wrapped().bytes(), key.context(), key.commitment()).close();
      return true;
    } catch (CryptoException e) {
      return false;
    }
  }

  private Map<String, String> statement(JobStep step, UUID policyId, StatementPosition position) {
    OpenablePolicy policy = wrappedKeys.policy(policyId).orElseThrow();
    List<RootCheck> checks = crossCheck.check(policyId, step.requester());
    Map<String, String> statement = new HashMap<>();
    statement.put("policyId", policyId.toString());
    statement.put("ownerKeys", Long.toString(position.keys()));
    statement.put("ownerKeysThatDidNotOpen", Long.toString(position.failed()));
    statement.put("digest", position.digest());
    for (RootCheck check : checks) {
      statement.put("root" + check.slot(), check.keyVersionUri());
      statement.put("root" + check.slot() + "Check", check.outcome().name());
    }
    statement.put("availabilityKeyId", policy.key().availabilityKeyId().toString());
    boolean sound =
        position.failed() == 0
            && checks.stream().allMatch(check -> check.outcome() == RootCheck.Outcome.AGREES);
    List<String> before = needs.versionsBefore(policyId);
    List<String> stillNeeded =
        before.stream().filter(uri -> needs.isNeeded(step.tenantId(), uri)).toList();
    statement.put("versionsBefore", list(before));
    statement.put("versionsBeforeStillNeeded", list(stillNeeded));
    statement.put("versionsBeforeMayBeDisabled", Boolean.toString(sound && stillNeeded.isEmpty()));
    return statement;
  }

  /** As many as a fact can hold, the newest first. */
  private static String list(List<String> uris) {
    StringBuilder text = new StringBuilder();
    for (String uri : uris) {
      if (text.length() + 1 + uri.length() > MAX_FACT_CHARS) {
        break;
      }
      text.append(text.isEmpty() ? "" : " ").append(uri);
    }
    return text.toString();
  }
}

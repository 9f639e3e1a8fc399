package dev.freehold.server.features.policies;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.ALL_READERS;
import static dev.freehold.server.features.Admissions.COMPLIANCE;
import static dev.freehold.server.features.Admissions.EXCHANGE;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.features.Admissions.READERS;
import static dev.freehold.server.features.Admissions.SHAREPOINT;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.patch;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.ApiRoute.put;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.checks.SilenceWatch;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.locks.SilenceBounds;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.rolls.KeyVersionNeeds;
import dev.freehold.custody.rolls.Rolls;
import dev.freehold.server.coverage.Clear;
import dev.freehold.server.coverage.Key;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.features.jobs.JobView;
import dev.freehold.server.health.Check;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.vault.server.VaultServer;
import dev.freehold.web.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Data encryption policies of mailboxes and of whole tenants: making, listing, checking, rolling.
 * Those of sites belong to their geos.
 */
public final class PoliciesFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("policies")
              .sealedRow()
              .numbers("seal_version")
              .ids("id tenant_id availability_key_id")
              .names("name name_folded description purge_reason purge_contact purge_requested_by")
              .states("enabled kind state recovering")
              .numbers("key_generation key_revision created_at locked_at check_due_at changed_at")
              .numbers("purge_requested_at")
              .hashed("commitment", "key_commitment")
              .wrapped(Key.AVAILABILITY, "wrapped_by_availability"),
          TableRule.of("policy_roots")
              .sealedRow()
              .ids("policy_id")
              .numbers("slot seal_version")
              .clear(Clear.PUBLIC, "key_uri key_version_uri")
              .wrapped(Key.ROOT, "wrapped_key"),
          TableRule.of("policy_access")
              .sealedRow()
              .ids("policy_id")
              .numbers("refused_at agreed_at stands_in_since uses lag_millis lag_at")
              .states("silence_bound stands_in"),
          TableRule.of("availability_key_uses").ids("policy_id").numbers("used_on uses last_at"),
          TableRule.of("silence_choices").sealedRow().ids("tenant_id").states("silence_bound"),
          TableRule.of("root_checks")
              .ids("policy_id")
              .numbers("slot checked_at outcome_since agreed_at")
              .clear(Clear.PUBLIC, "key_version_uri")
              .states("outcome code"),
          TableRule.of("rolled_versions")
              .ids("policy_id")
              .numbers("slot rolled_at")
              .clear(Clear.PUBLIC, "key_version_uri"));

  private static final QueryParameter KEY_URI =
      QueryParameter.text("uri", "the address of the key's version");

  private static final QueryParameter KEY =
      QueryParameter.text("key", "only the policies that use this key");

  /** How often a check that has become due is noticed. */
  private static final Duration CROSS_CHECKS = Duration.ofSeconds(30);

  private final Basics basics;
  private final CrossCheck crossCheck;
  private final SilenceWatch silenceWatch;
  private final Optional<VaultServer> vaults;
  private final PoliciesApi mailbox;
  private final PoliciesApi multiWorkload;
  private final PoliciesApi geos;
  private final RollsApi rolls;
  private final SilenceApi silence;
  private final RootsCheck roots;

  /**
   * Builds the feature from these parts.
   *
   * @param keyAccess whether the keys of policies may be had now
   * @param locks what the roots of policies have answered
   * @param crossCheck whether each root would help
   * @param silenceWatch asks vaults that are known to be silent whether they answer
   * @param vaults this server's own key vaults, if they run
   */
  public PoliciesFeature(
      Basics basics,
      Policies policies,
      CachedKeyAccess keyAccess,
      PolicyLocks locks,
      CrossCheck crossCheck,
      SilenceWatch silenceWatch,
      Rolls rolls,
      Jobs jobs,
      Optional<VaultServer> vaults) {
    this.basics = basics;
    this.crossCheck = crossCheck;
    this.silenceWatch = silenceWatch;
    this.vaults = vaults;
    this.roots = new RootsCheck(crossCheck, keyAccess.heard());
    Function<PolicyKind, PoliciesApi> ofKind =
        kind -> new PoliciesApi(kind, policies, keyAccess, locks, crossCheck, jobs, basics.clock());
    this.mailbox = ofKind.apply(PolicyKind.MAILBOX);
    this.multiWorkload = ofKind.apply(PolicyKind.MULTI_WORKLOAD);
    this.geos = ofKind.apply(PolicyKind.FILE);
    this.rolls =
        new RollsApi(policies, rolls, new KeyVersionNeeds(basics.database()), basics.clock());
    this.silence = new SilenceApi(new SilenceBounds(basics.database(), basics.ledger()));
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return Stream.of(ofMailboxes(), ofTenants(), ofKeys()).flatMap(List::stream).toList();
  }

  private List<Route<Admission, Handler>> ofMailboxes() {
    String policy = "/api/v1/policies/{policy}";
    return List.of(
        post(
            "Make a policy",
            "/api/v1/policies",
            EXCHANGE,
            mailbox::create,
            takes(PoliciesApi.Wanted.class),
            gives(201, PolicyViews.One.class)),
        post(
            "Check two keys for a new policy",
            "/api/v1/key-checks/policies",
            EXCHANGE,
            mailbox::checkKeys,
            takes(PoliciesApi.Keys.class),
            gives(KeyCheckView.class)),
        get(
            "List the policies",
            "/api/v1/policies",
            READERS,
            mailbox::list,
            KEY,
            gives(PolicyViews.Page.class)),
        get("Get a policy", policy, READERS, mailbox::get, gives(PolicyViews.One.class)),
        patch(
            "Edit a policy",
            policy,
            EXCHANGE,
            mailbox::edit,
            takes(PoliciesApi.Edit.class),
            gives(PolicyViews.One.class)),
        get(
            "Get how a policy's keys were last reached",
            policy + "/key-access",
            READERS,
            mailbox::keyAccess,
            gives(PoliciesApi.KeyAccessView.class)),
        get(
            "Get how far the encryption by a policy is",
            policy + "/status",
            READERS,
            mailbox::status,
            gives(PoliciesApi.StatusView.class)),
        post(
            "Check the keys of a policy",
            policy + "/check",
            EXCHANGE,
            mailbox::check,
            gives(PoliciesApi.Checks.class)),
        post(
            "Roll a key of a policy",
            policy + "/roll",
            EXCHANGE,
            rolls::mailbox,
            takes(RollsApi.Wanted.class),
            gives(202, JobView.class)));
  }

  private List<Route<Admission, Handler>> ofTenants() {
    String policies = "/api/v1/multi-workload-policies";
    String policy = policies + "/{policy}";
    return List.of(
        post(
            "Make a multi-workload policy",
            policies,
            COMPLIANCE,
            multiWorkload::create,
            takes(PoliciesApi.Wanted.class),
            gives(201, PolicyViews.One.class)),
        post(
            "Check two keys for a new multi-workload policy",
            "/api/v1/key-checks/multi-workload-policies",
            COMPLIANCE,
            multiWorkload::checkKeys,
            takes(PoliciesApi.Keys.class),
            gives(KeyCheckView.class)),
        get(
            "List the multi-workload policies",
            policies,
            READERS,
            multiWorkload::list,
            KEY,
            gives(PolicyViews.Page.class)),
        get(
            "Get a multi-workload policy",
            policy,
            READERS,
            multiWorkload::get,
            gives(PolicyViews.One.class)),
        patch(
            "Edit a multi-workload policy",
            policy,
            COMPLIANCE,
            multiWorkload::edit,
            takes(PoliciesApi.Edit.class),
            gives(PolicyViews.One.class)),
        get(
            "Get how a multi-workload policy's keys were last reached",
            policy + "/key-access",
            READERS,
            multiWorkload::keyAccess,
            gives(PoliciesApi.KeyAccessView.class)),
        get(
            "Get how far the encryption by a multi-workload policy is",
            policy + "/status",
            READERS,
            multiWorkload::status,
            gives(PoliciesApi.StatusView.class)),
        post(
            "Check the keys of a multi-workload policy",
            policy + "/check",
            COMPLIANCE,
            multiWorkload::check,
            gives(PoliciesApi.Checks.class)),
        post(
            "Roll a key of a multi-workload policy",
            policy + "/roll",
            COMPLIANCE,
            rolls::multiWorkload,
            takes(RollsApi.Wanted.class),
            gives(202, JobView.class)));
  }

  private List<Route<Admission, Handler>> ofKeys() {
    return List.of(
        get(
            "Get after how much silence of vaults access ends",
            "/api/v1/silence-bound",
            ALL_READERS,
            silence::get,
            gives(SilenceApi.Choice.class)),
        put(
            "Set after how much silence of vaults access ends",
            "/api/v1/silence-bound",
            ADMIN.freshly(),
            silence::set,
            takes(SilenceApi.Choice.class),
            gives(SilenceApi.Choice.class)),
        post(
            "Check two keys for a geo",
            "/api/v1/key-checks/geos",
            SHAREPOINT,
            geos::checkKeys,
            takes(PoliciesApi.Keys.class),
            gives(KeyCheckView.class)),
        get(
            "Get whether a version of a key is still needed",
            "/api/v1/key-versions/needs",
            ALL_READERS,
            rolls::needs,
            KEY_URI,
            gives(RollsApi.Needs.class)),
        post(
            "Roll the availability key of a policy",
            "/api/v1/operator/tenants/{tenant}/policies/{policy}/availability-key/roll",
            OPERATOR,
            rolls::availabilityKey,
            gives(202, JobView.class)));
  }

  /**
   * A vault that refuses is its owner's will; one that does not answer is an outage, and one that
   * the settings do not allow is the operator's to mend.
   */
  @Override
  public List<Check> checks() {
    return List.of(
        new Check("roots", false, roots::require),
        new Check("root-keys", false, this::requireAllowed));
  }

  private void requireAllowed() {
    if (crossCheck.isAnyNotAllowed()) {
      throw new IllegalStateException("the settings do not allow a vault that a policy names");
    }
  }

  @Override
  public void start(Closer closer) {
    closer.add(new Recurring("cross-check", CROSS_CHECKS, crossCheck::run));
    closer.add(new Recurring("silence-watch", SilenceWatch.INTERVAL, silenceWatch::run));
    vaults.ifPresent(
        server -> closer.add(HoldersOfBoth.watch(basics.database(), server, basics.meters())));
  }
}

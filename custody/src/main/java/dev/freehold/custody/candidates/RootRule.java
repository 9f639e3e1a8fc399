package dev.freehold.custody.candidates;

import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What is demanded of the two keys of a policy, in the order in which it is looked at. */
public enum RootRule {
  /** The address has the form of a key's. */
  ADDRESS(new OfKey(RootCandidate::requireAddress)),
  /** The address names a version; only the policies of geos need that. */
  EXACT_VERSION(new OfKey(RootCandidate::requireExact), ADDRESS),
  /** The addresses name two keys; a rule for both together. */
  TWO_KEYS(new OfBoth(RootRules::requireTwoKeys), ADDRESS),
  /** The keys are in two vaults; a rule for both together. */
  TWO_VAULTS(new OfBoth(RootRules::requireOtherVault), TWO_KEYS),
  /** The service may call the vault. */
  VAULT_ALLOWED(new OfKey(RootCandidate::requireAllowed), ADDRESS),
  /** The vault answers, and as a sound one does. */
  VAULT_ANSWERS(new OfKey(RootCandidate::requireAnswer), VAULT_ALLOWED),
  /** The vault lets the service get the key. */
  MAY_GET(new OfKey(RootCandidate::requireMayGet), VAULT_ANSWERS),
  /** The vault has the key. */
  KEY_EXISTS(new OfKey(RootCandidate::requireExists), MAY_GET),
  /** It is an RSA key. */
  KEY_TYPE(new OfFacts((key, _) -> RootRules.requireType(key)), KEY_EXISTS),
  /** It has one of the sizes that are long enough. */
  KEY_SIZE(new OfFacts((key, _) -> RootRules.requireSize(key)), KEY_EXISTS),
  /** It is enabled. */
  ENABLED(new OfFacts((key, _) -> RootRules.requireEnabled(key)), KEY_EXISTS),
  /** The time of its use has begun. */
  BEGUN(new OfFacts(RootRules::requireBegun), KEY_EXISTS),
  /** It never expires. */
  NO_EXPIRY(new OfFacts((key, _) -> RootRules.requireNoExpiry(key)), KEY_EXISTS),
  /** It permits the operations that wrap and unwrap. */
  OPERATIONS(new OfFacts((key, _) -> RootRules.requireOperations(key)), KEY_EXISTS),
  /** Its vault keeps deleted keys for 90 days. */
  SOFT_DELETE(new OfFacts((key, _) -> RootRules.requireKept(key)), KEY_EXISTS),
  /** Its vault does not let anybody purge deleted keys. */
  PURGE_PROTECTION(new OfFacts((key, _) -> RootRules.requirePurgeProtection(key)), KEY_EXISTS),
  /** The vault wraps a key by it for the service. */
  MAY_WRAP(
      new OfKey(RootCandidate::requireMayWrap),
      KEY_TYPE,
      KEY_SIZE,
      ENABLED,
      BEGUN,
      NO_EXPIRY,
      OPERATIONS),
  /** The vault unwraps for the service. */
  MAY_UNWRAP(new OfKey(RootCandidate::requireMayUnwrap), MAY_WRAP),
  /** What the vault unwraps is what it had wrapped. */
  SAME_BACK(new OfKey(RootCandidate::requireSameBack), MAY_UNWRAP);

  /** Those about a key's facts, in the order in which they are looked at. */
  static final List<RootRule> OF_FACTS =
      Arrays.stream(values()).filter(rule -> rule.check instanceof OfFacts).toList();

  /** A function without state of its own. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Check check;

  /** Made once and changed by nobody. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<RootRule> needs;

  RootRule(Check check, RootRule... needs) {
    this.check = check;
    this.needs = Set.of(needs);
  }

  /** How it is looked at: it throws the refusal with the rule's code if the rule is broken. */
  sealed interface Check {}

  /** A rule about one key, which may be asked of its vault. */
  record OfKey(Consumer<RootCandidate> require) implements Check {}

  /** A rule about what a vault has told of one key. */
  record OfFacts(BiConsumer<RootKeyFacts, Instant> require) implements Check {}

  /** A rule about the addresses of both keys together. */
  record OfBoth(BiConsumer<RootKeyUri, RootKeyUri> require) implements Check {}

  Check check() {
    return check;
  }

  /**
   * What has to hold before this can be looked at. A vault refuses to wrap by a key that is, for
   * example, disabled: that would tell nothing of the permission.
   */
  Set<RootRule> needs() {
    return needs;
  }
}

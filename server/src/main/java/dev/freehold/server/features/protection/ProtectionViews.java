package dev.freehold.server.features.protection;

import dev.freehold.server.features.policies.PolicyViews;
import java.util.List;
import java.util.UUID;

/** How the protection of a tenant looks on the wire. */
final class ProtectionViews {

  private ProtectionViews() {}

  /**
   * All policies and geos. What is under them was counted at {@code countedAt}; it is absent, and
   * all counts with it, while the server counts for the first time.
   */
  record Protection(String countedAt, List<Standing> policies, List<GeoStanding> geos) {}

  /**
   * A policy. {@code geo} is there for a policy of sites. Mailboxes are absent for those who may
   * not see policies of mailboxes, and so is content that may lie in mailboxes.
   */
  record Standing(
      PolicyViews.One policy,
      String geo,
      List<Root> roots,
      AvailabilityUse availabilityKey,
      PastUses availabilityKeyUses,
      Revocation revocation,
      String rolledAt,
      List<VersionBefore> versionsBefore,
      Owners mailboxes,
      Owners sites,
      Long objects,
      Long bytes) {}

  /**
   * A root key. {@code outcome} and what follows come from the last check of this version; {@code
   * agreedAt} is when it was last proved. {@code enabled} and {@code expiresAt} are known for
   * vaults of this server alone.
   */
  record Root(
      int root,
      String keyUri,
      String keyVersionUri,
      String outcome,
      String code,
      String checkedAt,
      String outcomeSince,
      String agreedAt,
      Boolean enabled,
      String expiresAt) {}

  /** The availability key is used in the roots' place: why, since when and how often. */
  record AvailabilityUse(String why, String since, long uses) {}

  /**
   * Past uses of the availability key; absent if there is none. {@code last30Days} are those of
   * today and the 29 days before, in UTC.
   */
  record PastUses(String lastAt, long last30Days) {}

  /**
   * The last refusal that ended somebody's access: when it was heard, and how many seconds before
   * that a vault had last agreed. Nobody read for longer than that after the key was taken away; of
   * several nodes it is the longest time.
   */
  record Revocation(String at, double withinSeconds) {}

  /**
   * A version of a root key that a roll has left behind and that no policy of the tenant needs.
   * {@code enabled} is known for vaults of this server alone.
   */
  record VersionBefore(int root, String keyVersionUri, String rolledAt, Boolean enabled) {}

  /**
   * Mailboxes or sites: those all of whose content is under the policy, those that are on their way
   * from it or to it and have their present key under it, those that wait to come under it, and
   * those that were purged.
   */
  record Owners(long encrypted, long moving, long waiting, long purged) {}

  /** A geo; its state is absent while the server counts for the first time. */
  record GeoStanding(String geo, UUID policyId, String state, Owners sites) {}
}

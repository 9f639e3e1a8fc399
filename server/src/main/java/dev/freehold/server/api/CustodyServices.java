package dev.freehold.server.api;

import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.checks.CrossCheck;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.lockbox.Lockbox;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.locks.SilenceBounds;
import dev.freehold.custody.moves.FilePolicies;
import dev.freehold.custody.moves.GeoStatuses;
import dev.freehold.custody.moves.Moves;
import dev.freehold.custody.orders.MoveApprovals;
import dev.freehold.custody.owners.Assignments;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.purge.PurgeRequests;
import dev.freehold.custody.recovery.Recovery;
import dev.freehold.custody.rolls.KeyVersionNeeds;
import dev.freehold.custody.rolls.Rolls;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;

/**
 * The services of custody that the API is made of.
 *
 * @param database where they keep what they know
 * @param ledger what was done
 * @param policies data encryption policies
 * @param keyAccess whether their keys may be had now
 * @param geos geos of tenants
 * @param assignments what was ordered
 * @param moves orders for mailboxes
 * @param rolls rolls of keys
 * @param needs which versions are needed
 * @param filePolicies policies of geos
 * @param geoStatuses where geos are
 * @param recovery from the loss of roots
 * @param approvals of moves out of locked policies
 * @param crossCheck whether each root would help
 * @param locks what the roots of policies have answered
 * @param silenceBounds how long their silence is bridged
 * @param jobs long work
 * @param purges the way out
 * @param holds what must be kept
 * @param lockbox access of the operator
 */
public record CustodyServices(
    Database database,
    Ledger ledger,
    Policies policies,
    CachedKeyAccess keyAccess,
    Geos geos,
    Assignments assignments,
    Moves moves,
    Rolls rolls,
    KeyVersionNeeds needs,
    FilePolicies filePolicies,
    GeoStatuses geoStatuses,
    Recovery recovery,
    MoveApprovals approvals,
    CrossCheck crossCheck,
    PolicyLocks locks,
    SilenceBounds silenceBounds,
    Jobs jobs,
    PurgeRequests purges,
    LegalHolds holds,
    Lockbox lockbox) {}

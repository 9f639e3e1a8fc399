package dev.freehold.custody.moves;

import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * All that the change of a key rests on. Plain JDBC, as it is read for every key that moves.
 *
 * @param ownerId the mailbox or site
 * @param target the policy that it has to be under
 * @param state where that policy is in its life
 * @param keyId its present key
 * @param policyId the policy that this is under
 * @param revision counts the key's wraps
 * @param owner what the owner's row says beside that
 */
record KeyStanding(
    UUID ownerId,
    UUID target,
    PolicyState state,
    UUID keyId,
    UUID policyId,
    long revision,
    Owner owner) {

  /** What {@link #of(ResultSet, UUID, PolicyState)} reads. */
  static final String COLUMNS =
      "o.id, k.id, k.policy_id, k.revision, o.tenant_id, o.kind, o.geo_id, o.ordered_policy_id";

  /** The same with the target and its state after it. */
  static final String COLUMNS_WITH_TARGET = COLUMNS + ", tp.id, tp.state";

  private static final int FIRST_OF_OWNER = 5;
  private static final int FIRST_OF_TARGET = 9;

  static KeyStanding of(ResultSet row) throws SQLException {
    return of(
        row,
        RowIds.read(row, FIRST_OF_TARGET),
        PolicyState.valueOf(row.getString(FIRST_OF_TARGET + 1)));
  }

  static KeyStanding of(ResultSet row, UUID target, PolicyState state) throws SQLException {
    return new KeyStanding(
        RowIds.read(row, 1),
        target,
        state,
        RowIds.read(row, 2),
        RowIds.read(row, 3),
        row.getLong(4),
        Owner.of(row));
  }

  /** Whether these are the owners of a page, as they were read. */
  static boolean areAs(List<KeyToMove> page, List<KeyStanding> now) {
    return now.size() == page.size()
        && IntStream.range(0, page.size()).allMatch(i -> now.get(i).isAs(page.get(i)));
  }

  /** An owner that something else has written is neither moved nor sealed. */
  private boolean isAs(KeyToMove read) {
    return ownerId.equals(read.ownerId())
        && target.equals(read.target())
        && state == read.targetState()
        && keyId.equals(read.key().ownerKeyId())
        && policyId.equals(read.key().policyId())
        && revision == read.key().revision()
        && read.owner().map(Owner::of).filter(was -> !was.equals(owner)).isEmpty();
  }

  /** The sealed columns of an owner beside its id and its key. */
  record Owner(UUID tenantId, String kind, Optional<UUID> geoId, Optional<UUID> ordered) {

    private static Owner of(ResultSet row) throws SQLException {
      return new Owner(
          RowIds.read(row, FIRST_OF_OWNER),
          row.getString(FIRST_OF_OWNER + 1),
          Optional.ofNullable(row.getBytes(FIRST_OF_OWNER + 2)).map(RowIds::of),
          Optional.ofNullable(row.getBytes(FIRST_OF_OWNER + 3)).map(RowIds::of));
    }

    private static Owner of(SealedRow sealed) {
      return new Owner(
          sealed.tenantId(),
          sealed.text("kind"),
          sealed.id("geo_id"),
          sealed.id("ordered_policy_id"));
    }
  }
}

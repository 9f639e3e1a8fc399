package dev.freehold.custody.groups;

import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.IdentityRows;
import dev.freehold.custody.identity.SoughtName;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statements on groups and {@code group_members}, each in the caller's transaction. */
final class MemberRows {

  private static final String SELECT =
      "SELECT %s FROM group_members m ".formatted(CustodySeals.GROUP_MEMBER.columns("m"));

  private MemberRows() {}

  static List<Identity> list(Handle tx, UUID tenantId, SoughtName name, UUID after, int max) {
    return IdentityRows.named(tx, tenantId, name, Set.of(Identity.Kind.GROUP), after, max);
  }

  static long count(Handle tx, UUID tenantId) {
    return tx.createQuery(
            "SELECT COUNT(*) FROM identities WHERE tenant_id = :tenantId AND kind = 'GROUP'")
        .bind("tenantId", tenantId)
        .mapTo(Long.class)
        .one();
  }

  static void delete(Handle tx, UUID tenantId, UUID groupId) {
    tx.createUpdate(
            "DELETE FROM identities"
                + " WHERE object_id = :id AND tenant_id = :tenantId AND kind = 'GROUP'")
        .bind("id", groupId)
        .bind("tenantId", tenantId)
        .execute();
  }

  static void insert(Handle tx, UUID tenantId, UUID groupId, UUID memberId, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO group_members (group_id, member_id, tenant_id, added_at)
            VALUES (:groupId, :memberId, :tenantId, :now)
            """)
        .bind("groupId", groupId)
        .bind("memberId", memberId)
        .bind("tenantId", tenantId)
        .bind("now", now)
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.GROUP_MEMBER.row(tenantId, groupId, memberId).set("added_at", now).done());
  }

  /**
   * Whether somebody is in a group.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static boolean isMember(Handle tx, UUID groupId, UUID memberId) {
    return RowSeals.of(tx).find(tx, CustodySeals.GROUP_MEMBER, groupId, memberId).isPresent();
  }

  /** The members by object id after the one given; rows that are not authentic are left out. */
  static List<UUID> members(Handle tx, UUID groupId, UUID after, int max) {
    Query query =
        tx.createQuery(
                SELECT
                    + "WHERE m.group_id = :groupId AND m.member_id > :after"
                    + " ORDER BY m.member_id LIMIT :max")
            .bind("groupId", groupId)
            .bind("after", after)
            .bind("max", max);
    return RowSeals.of(tx)
        .list(CustodySeals.GROUP_MEMBER, query, row -> row.getColumn("member_id", UUID.class));
  }

  /** The groups that somebody of the tenant is in; rows that are not authentic are left out. */
  static Set<UUID> groupsOf(Handle tx, UUID tenantId, UUID memberId) {
    Query query =
        tx.createQuery(SELECT + "WHERE m.member_id = :memberId AND m.tenant_id = :tenantId")
            .bind("memberId", memberId)
            .bind("tenantId", tenantId);
    return new HashSet<>(
        RowSeals.of(tx)
            .list(CustodySeals.GROUP_MEMBER, query, row -> row.getColumn("group_id", UUID.class)));
  }

  static long countMembers(Handle tx, UUID groupId) {
    return tx.createQuery("SELECT COUNT(*) FROM group_members WHERE group_id = :id")
        .bind("id", groupId)
        .mapTo(Long.class)
        .one();
  }

  static long countGroups(Handle tx, UUID memberId) {
    return tx.createQuery("SELECT COUNT(*) FROM group_members WHERE member_id = :id")
        .bind("id", memberId)
        .mapTo(Long.class)
        .one();
  }

  static boolean remove(Handle tx, UUID groupId, UUID memberId) {
    return tx.createUpdate(
                "DELETE FROM group_members WHERE group_id = :groupId AND member_id = :memberId")
            .bind("groupId", groupId)
            .bind("memberId", memberId)
            .execute()
        == 1;
  }
}

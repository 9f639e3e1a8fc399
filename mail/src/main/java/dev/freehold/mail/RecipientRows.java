package dev.freehold.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The statements on what administrators know of mailboxes, each in the caller's transaction. */
final class RecipientRows {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<TreeMap<Integer, String>> ATTRIBUTES =
      new TypeReference<>() {};

  private static final String SELECT =
      """
      SELECT id, tenant_id, address, display_name, kind, created_at, name, alias,
        user_principal_name, external_address, archive_id, hidden, region, mailbox_type,
        custom_attributes, changed_at
      FROM mail_mailboxes WHERE tenant_id = :tenantId \
      """;

  private RecipientRows() {}

  /** Inserts unless the tenant has the address already. */
  static boolean insert(Handle tx, Recipient recipient) {
    return bind(
                tx.createUpdate(
                    """
                    INSERT INTO mail_mailboxes (id, tenant_id, address, display_name, kind,
                      last_uid_validity, created_at, name, alias, user_principal_name,
                      external_address, archive_id, hidden, region, mailbox_type,
                      custom_attributes, changed_at)
                    VALUES (:id, :tenantId, :address, :displayName, :kind, 0, :createdAt, :name,
                      :alias, :userPrincipalName, :externalAddress, :archiveId, :hidden, :region,
                      :type, :customAttributes, :changedAt)
                    ON CONFLICT (tenant_id, address) DO NOTHING
                    """),
                recipient)
            .bind("kind", recipient.mailbox().kind().name())
            .bind("createdAt", recipient.mailbox().createdAt())
            .bind("userPrincipalName", recipient.userPrincipalName())
            .execute()
        == 1;
  }

  static void update(Handle tx, Recipient recipient) {
    bind(
            tx.createUpdate(
                """
                UPDATE mail_mailboxes SET address = :address, display_name = :displayName,
                  name = :name, alias = :alias, external_address = :externalAddress,
                  archive_id = :archiveId, hidden = :hidden, region = :region,
                  mailbox_type = :type, custom_attributes = :customAttributes,
                  changed_at = :changedAt
                WHERE tenant_id = :tenantId AND id = :id
                """),
            recipient)
        .execute();
  }

  private static Update bind(Update statement, Recipient recipient) {
    Mailbox mailbox = recipient.mailbox();
    return statement
        .bind("id", mailbox.id())
        .bind("tenantId", mailbox.tenantId())
        .bind("address", mailbox.address())
        .bind("displayName", mailbox.displayName())
        .bind("name", recipient.name())
        .bind("alias", recipient.alias())
        .bind("externalAddress", recipient.externalAddress().orElse(null))
        .bind("archiveId", recipient.archiveId().orElse(null))
        .bind("hidden", recipient.isHidden())
        .bind("region", recipient.region().orElse(null))
        .bind("type", recipient.type().name())
        .bind("customAttributes", write(recipient.customAttributes()))
        .bind("changedAt", recipient.changedAt());
  }

  /** Keeps others from changing the recipient until the transaction ends; false if it is none. */
  static boolean lock(Handle tx, UUID tenantId, UUID id) {
    return tx.createUpdate(
                """
                UPDATE mail_mailboxes SET changed_at = changed_at
                WHERE tenant_id = :tenantId AND id = :id
                """)
            .bind("tenantId", tenantId)
            .bind("id", id)
            .execute()
        == 1;
  }

  static Optional<Recipient> byId(Handle tx, UUID tenantId, UUID id) {
    return byIds(tx, tenantId, List.of(id)).stream().findFirst();
  }

  /** In no certain order. */
  static List<Recipient> byIds(Handle tx, UUID tenantId, Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : recipients(
            tx,
            tx.createQuery(SELECT + "AND id IN (<ids>)")
                .bind("tenantId", tenantId)
                .bindList("ids", List.copyOf(ids)));
  }

  /** By address, after {@code afterAddress}. */
  static List<Recipient> page(
      Handle tx, UUID tenantId, Optional<RecipientKind> kind, String afterAddress, int max) {
    Query query =
        tx.createQuery(
            SELECT
                + (kind.isPresent() ? "AND kind = :kind " : "")
                + "AND address > :after ORDER BY address LIMIT :max");
    kind.ifPresent(wanted -> query.bind("kind", wanted.name()));
    return recipients(
        tx, query.bind("tenantId", tenantId).bind("after", afterAddress).bind("max", max));
  }

  private static List<Recipient> recipients(Handle tx, Query query) {
    List<Recipient> withoutAddresses = query.map(row -> recipient(row)).list();
    Map<UUID, List<String>> addresses =
        RecipientNames.addresses(
            tx, withoutAddresses.stream().map(Recipient::id).collect(Collectors.toList()));
    return withoutAddresses.stream()
        .map(found -> found.withAddresses(addresses.getOrDefault(found.id(), List.of())))
        .toList();
  }

  private static Recipient recipient(RowView row) {
    return new Recipient(
        new Mailbox(
            row.getColumn("id", UUID.class),
            row.getColumn("tenant_id", UUID.class),
            row.getColumn("address", String.class),
            row.getColumn("display_name", String.class),
            RecipientKind.valueOf(row.getColumn("kind", String.class)),
            row.getColumn("created_at", Instant.class)),
        row.getColumn("name", String.class),
        row.getColumn("alias", String.class),
        row.getColumn("user_principal_name", String.class),
        List.of(),
        Optional.ofNullable(row.getColumn("external_address", String.class)),
        Optional.ofNullable(row.getColumn("archive_id", UUID.class)),
        row.getColumn("hidden", Integer.class) != 0,
        Optional.ofNullable(row.getColumn("region", String.class)),
        MailboxType.valueOf(row.getColumn("mailbox_type", String.class)),
        read(row.getColumn("custom_attributes", String.class)),
        row.getColumn("changed_at", Instant.class));
  }

  private static String write(SortedMap<Integer, String> attributes) {
    try {
      return JSON.writeValueAsString(attributes);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of texts is JSON", impossible);
    }
  }

  private static SortedMap<Integer, String> read(String attributes) {
    try {
      return JSON.readValue(attributes, ATTRIBUTES);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("the custom attributes of a mailbox are damaged", damaged);
    }
  }
}

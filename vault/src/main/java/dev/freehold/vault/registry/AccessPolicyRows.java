package dev.freehold.vault.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.PermissionFamily;
import dev.freehold.vault.policy.Permissions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table of access policies. */
final class AccessPolicyRows {

  private static final UUID EVERY_APPLICATION = new UUID(0, 0);
  private static final ObjectMapper JSON = new ObjectMapper();

  private AccessPolicyRows() {}

  static List<AccessPolicy> of(Handle tx, UUID vaultId, UUID tenantId) {
    return tx.createQuery(
            """
            SELECT object_id, application_id, permissions FROM vault_access_policies
            WHERE vault_id = :vault ORDER BY position
            """)
        .bind("vault", vaultId)
        .mapTo(Row.class)
        .map(row -> row.toPolicy(tenantId))
        .list();
  }

  static void replaceAll(Handle tx, UUID vaultId, List<AccessPolicy> policies) {
    tx.createUpdate("DELETE FROM vault_access_policies WHERE vault_id = :vault")
        .bind("vault", vaultId)
        .execute();
    if (policies.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        tx.prepareBatch(
            """
            INSERT INTO vault_access_policies
              (vault_id, position, object_id, application_id, permissions)
            VALUES (:vault, :position, :object, :application, :permissions)
            """);
    for (int i = 0; i < policies.size(); i++) {
      AccessPolicy policy = policies.get(i);
      batch
          .bind("vault", vaultId)
          .bind("position", i)
          .bind("object", policy.objectId())
          .bind("application", policy.applicationId().orElse(EVERY_APPLICATION))
          .bind("permissions", write(policy.permissions()))
          .add();
    }
    batch.execute();
  }

  private static String write(Permissions permissions) {
    try {
      return JSON.writeValueAsString(permissions.words());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("permissions cannot be written", e);
    }
  }

  private static Permissions read(String text) {
    try {
      Map<PermissionFamily, List<String>> words =
          JSON.readValue(text, new TypeReference<EnumMap<PermissionFamily, List<String>>>() {});
      return new Permissions(words);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored permissions cannot be read", e);
    }
  }

  private record Row(UUID objectId, UUID applicationId, String permissions) {
    AccessPolicy toPolicy(UUID tenantId) {
      Optional<UUID> application =
          Optional.of(applicationId).filter(id -> !id.equals(EVERY_APPLICATION));
      return new AccessPolicy(tenantId, objectId, application, read(permissions));
    }
  }
}

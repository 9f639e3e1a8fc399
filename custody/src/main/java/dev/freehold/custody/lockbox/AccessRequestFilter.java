package dev.freehold.custody.lockbox;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/**
 * Which access requests are listed.
 *
 * @param tenantId of which tenant; then only those that the tenant has been asked to approve
 * @param states one or more
 * @param createdAfter only those that were made later than this
 */
public record AccessRequestFilter(
    Optional<UUID> tenantId, Set<AccessRequestState> states, Optional<Instant> createdAfter) {

  /** Copies the states. */
  public AccessRequestFilter {
    states = Set.copyOf(states);
  }

  String condition() {
    return "WHERE state IN (<states>) "
        + (tenantId.isPresent() ? "AND tenant_id = :tenantId AND endorsed_at IS NOT NULL " : "")
        + (createdAfter.isPresent() ? "AND requested_at > :createdAfter " : "");
  }

  void bind(Query query) {
    query.bindList("states", states.stream().map(AccessRequestState::name).toList());
    tenantId.ifPresent(id -> query.bind("tenantId", id));
    createdAfter.ifPresent(moment -> query.bind("createdAfter", moment));
  }
}

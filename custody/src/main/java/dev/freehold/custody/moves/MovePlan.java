package dev.freehold.custody.moves;

import dev.freehold.custody.jobs.NewJob;
import dev.freehold.custody.orders.MoveScope;
import dev.freehold.persistence.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A move of many owners that is about to be ordered, with what was found out before the transaction
 * that orders it.
 *
 * @param tenantId whose owners they are
 * @param scope which owners
 * @param parts how many, and how the job is cut
 * @param further parameters of the job beside the scope's
 * @param actor who orders it
 */
record MovePlan(
    UUID tenantId, MoveScope scope, MoveParts parts, Map<String, String> further, String actor) {

  MovePlan {
    further = Map.copyOf(further);
  }

  /** Counts what there is to move in its own transaction. */
  static MovePlan of(
      Database database,
      UUID tenantId,
      MoveScope scope,
      Map<String, String> further,
      String actor) {
    return database.read(tx -> of(tx, tenantId, scope, further, actor));
  }

  static MovePlan of(
      Handle tx, UUID tenantId, MoveScope scope, Map<String, String> further, String actor) {
    return new MovePlan(tenantId, scope, MoveParts.of(tx, tenantId, scope), further, actor);
  }

  MovePlan with(String name, String value) {
    Map<String, String> more = new HashMap<>(further);
    more.put(name, value);
    return new MovePlan(tenantId, scope, parts, more, actor);
  }

  /** The job that does it. */
  NewJob job(String kind, UUID subjectId, String exclusiveKey) {
    Map<String, String> parameters = new HashMap<>(scope.parameters());
    parameters.putAll(parts.parameters());
    parameters.putAll(further);
    return new NewJob(
        tenantId,
        kind,
        subjectId,
        parameters,
        parts.count(),
        parts.owners(),
        0,
        Optional.of(exclusiveKey),
        actor,
        scope.role());
  }
}

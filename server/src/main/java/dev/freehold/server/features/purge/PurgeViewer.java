package dev.freehold.server.features.purge;

import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeRequests;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.document.OperatorKeys;
import java.util.List;
import java.util.UUID;

/**
 * Shows purges with what is not in their rows: whose turn it is, and names and keys as they are
 * now. Thread-safe.
 *
 * @param requests what they leave out
 * @param turns whose turn it is
 * @param actors what people are called
 * @param operators who approves
 */
record PurgeViewer(
    PurgeRequests requests, PurgeTurns turns, ActorDirectory actors, OperatorKeys operators) {

  PurgeViews.One one(PurgeCase purge) {
    return one(purge, actors.of(purge.tenantId()));
  }

  private PurgeViews.One one(PurgeCase purge, ActorNames names) {
    return PurgeViews.One.of(purge, requests.waiting(purge), turns.next(purge), names, operators);
  }

  PurgeViews.Page page(UUID tenantId, List<PurgeCase> purges) {
    ActorNames names = actors.of(tenantId);
    return new PurgeViews.Page(purges.stream().map(purge -> one(purge, names)).toList());
  }

  PurgeViews.ForOperator forOperator(PurgeCase purge) {
    return PurgeViews.ForOperator.of(purge, operators);
  }
}

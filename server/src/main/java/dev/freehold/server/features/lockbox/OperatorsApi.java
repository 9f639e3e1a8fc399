package dev.freehold.server.features.lockbox;

import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.operators.OperatorOrigin;
import dev.freehold.custody.operators.Operators;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Wire;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The operators themselves: who there is. The configuration names them, no other operator. */
final class OperatorsApi {

  private final Operators operators;

  OperatorsApi(Operators operators) {
    this.operators = operators;
  }

  /** {@code GET /api/v1/operator/operators}: at most a thousand. */
  void list(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        new Page(
            operators.list().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Identity::createdAt)))
                .map(one -> View.of(one.getKey(), one.getValue()))
                .toList()));
  }

  /**
   * {@code DELETE /api/v1/operator/operators/{application}}, for good; none deletes itself. What
   * the configuration says does not bring it back.
   */
  void delete(Exchange exchange) {
    UUID clientId = exchange.pathId("application");
    if (clientId.equals(exchange.caller().appId())) {
      throw ProblemException.badRequest(
          "an operator cannot delete itself; let another operator do it");
    }
    operators.end(clientId, exchange.actor());
    exchange.reply(204);
  }

  /**
   * @param origin who named it; null for one that another operator made, once
   */
  private record View(
      UUID clientId, UUID objectId, String displayName, String origin, String createdAt) {
    static View of(Identity identity, Optional<OperatorOrigin> origin) {
      return new View(
          identity.appId(),
          identity.objectId(),
          identity.displayName(),
          origin.map(Wire::word).orElse(null),
          identity.createdAt().toString());
    }
  }

  record Page(List<View> operators) {}
}

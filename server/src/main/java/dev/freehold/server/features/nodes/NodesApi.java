package dev.freehold.server.features.nodes;

import dev.freehold.custody.nodes.Node;
import dev.freehold.custody.nodes.NodeStanding;
import dev.freehold.custody.nodes.Nodes;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Nodes that join, serve and go. */
final class NodesApi {

  private final Nodes nodes;

  NodesApi(Nodes nodes) {
    this.nodes = nodes;
  }

  /** {@code GET /api/v1/operator/nodes}: present ones first. */
  void list(Exchange exchange) throws IOException {
    exchange.reply(200, new Page(nodes.list().stream().map(View::of).toList()));
  }

  /** {@code POST /api/v1/operator/nodes}; what the node needs is sealed where a node has it. */
  void join(Exchange exchange) throws IOException {
    Wish wish = exchange.json(Wish.class);
    exchange.reply(201, Named.of(nodes.join(wish.name(), exchange.actor())));
  }

  /** {@code DELETE /api/v1/operator/nodes/{node}}, by its name or id, for good. */
  void remove(Exchange exchange) throws IOException {
    exchange.reply(200, Named.of(nodes.remove(exchange.path("node"), exchange.actor())));
  }

  record Wish(@Required String name) {}

  record Named(UUID id, String name) {
    static Named of(Node node) {
      return new Named(node.id(), node.name());
    }
  }

  /**
   * @param seenAt when it last said that it runs; null before its first start
   * @param version of its program; null before its first start
   * @param authority the fingerprint of its newest local authority; null if it shows none
   * @param removedAt null while it may serve
   */
  record View(
      UUID id,
      String name,
      String state,
      String joinedAt,
      String seenAt,
      String version,
      String authority,
      String removedAt) {
    static View of(NodeStanding standing) {
      Node node = standing.node();
      return new View(
          node.id(),
          node.name(),
          Wire.word(standing.state()),
          node.joinedAt().toString(),
          standing.seenAt().map(Instant::toString).orElse(null),
          standing.version().orElse(null),
          standing.authority().orElse(null),
          node.removedAt().map(Instant::toString).orElse(null));
    }
  }

  record Page(List<View> nodes) {}
}

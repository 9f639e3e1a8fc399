package dev.freehold.server.run;

import dev.freehold.custody.nodes.Node;
import dev.freehold.custody.nodes.NodeBeats;
import dev.freehold.custody.nodes.NodeEnd;
import dev.freehold.custody.nodes.Nodes;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.server.ProgramVersion;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Basics;
import dev.freehold.server.nodes.NodeFile;
import dev.freehold.server.stores.DataFolder;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Which node this is, and all of them.
 *
 * @param operators the tenant in whose part of the ledger nodes come and go
 */
record NodePart(Nodes nodes, Node own, UUID operators) {

  /**
   * The node of the data folder, which may serve.
   *
   * @throws dev.freehold.custody.CustodyException {@code NODE_REMOVED}, {@code NODE_NOT_JOINED}
   */
  static NodePart admit(
      DataFolder folder, Database database, UUID operators, Ledger ledger, Clock clock) {
    Nodes nodes = new Nodes(database, operators, ledger, clock);
    NodeFile file = new NodeFile(folder.root());
    UUID id =
        file.read()
            .orElseGet(
                () -> {
                  // The file first: a start that is killed in between is finished by the next.
                  UUID made = nodes.idOfNewFolder();
                  file.write(made);
                  return made;
                });
    Node own = nodes.admit(id);
    return new NodePart(nodes, own, operators);
  }

  /**
   * What this node does so that others know of it.
   *
   * @param authority the fingerprint of its newest local authority, if it shows one
   * @param ended is told if the node may not go on
   */
  NodeBeats beats(
      Basics basics,
      CustodyPart custody,
      ServerSettings settings,
      Supplier<Optional<String>> authority,
      Consumer<NodeEnd> ended) {
    return new NodeBeats(
        basics.database(),
        custody.availabilityKeys(),
        nodes,
        new NodeBeats.Own(own.id(), ProgramVersion.text(), settings.keys().lease(), authority),
        operators,
        custody.keyAccess()::forget,
        ended,
        basics.clock());
  }
}

package dev.freehold.server.run;

import dev.freehold.custody.nodes.DatabaseClock;
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
 * @param common the time by which nodes say that they run
 */
record NodePart(Nodes nodes, Node own, UUID operators, DatabaseClock common) {

  /**
   * The node of the data folder, which may serve.
   *
   * @throws dev.freehold.custody.CustodyException {@code NODE_REMOVED}, {@code NODE_NOT_JOINED}
   */
  static NodePart admit(
      DataFolder folder, Database database, UUID operators, Ledger ledger, Clock clock) {
    DatabaseClock common = new DatabaseClock(database, clock);
    common.follow();
    Nodes nodes = new Nodes(database, operators, ledger, clock, common);
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
    return new NodePart(nodes, nodes.admit(id), operators, common);
  }

  /**
   * What this node does again and again so that others know of it.
   *
   * @param authority the fingerprint of its newest local authority, if it shows one
   * @param ended is told if the node may not go on
   */
  Runnable beat(
      Basics basics,
      CustodyPart custody,
      ServerSettings settings,
      Supplier<Optional<String>> authority,
      Consumer<NodeEnd> ended) {
    NodeBeats beats =
        new NodeBeats(
            basics.database(),
            custody.availabilityKeys(),
            nodes,
            new NodeBeats.Own(own.id(), ProgramVersion.text(), settings.keys().lease(), authority),
            operators,
            custody.keyAccess()::forget,
            ended,
            basics.clock(),
            common);
    return () -> {
      common.follow();
      beats.beat();
    };
  }
}

package dev.freehold.server.run;

import dev.freehold.custody.nodes.Node;
import dev.freehold.custody.nodes.Nodes;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.server.nodes.NodeFile;
import dev.freehold.server.stores.DataFolder;
import java.time.Clock;
import java.util.UUID;

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
}

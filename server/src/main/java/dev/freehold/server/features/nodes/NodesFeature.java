package dev.freehold.server.features.nodes;

import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.nodes.NodeEnd;
import dev.freehold.custody.nodes.Nodes;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of the service: which there are, and what this one does so that others know of it. */
public final class NodesFeature implements Feature {

  private static final Logger LOG = LoggerFactory.getLogger(NodesFeature.class);

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("nodes")
              .sealedRow()
              .ids("id joined_by removed_by")
              .names("name name_folded")
              .numbers("joined_at removed_at seal_version"),
          TableRule.of("node_beats")
              .sealedRow()
              .ids("node_id start_id")
              .states("program authority")
              .numbers("started_at seen_at lease_seconds forgotten"));

  private final Runnable beat;
  private final List<Database> databases;
  private final Consumer<NodeEnd> ended;
  private final NodesApi api;

  /**
   * Builds the feature from these parts.
   *
   * @param databases whose tables newer programs may change
   * @param ended is told if they did, so that this node may not go on
   */
  public NodesFeature(
      Nodes nodes, Runnable beat, List<Database> databases, Consumer<NodeEnd> ended) {
    this.beat = beat;
    this.databases = List.copyOf(databases);
    this.ended = ended;
    this.api = new NodesApi(nodes);
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String all = "/api/v1/operator/nodes";
    return List.of(
        get("List the nodes", all, OPERATOR, api::list, gives(NodesApi.Page.class)),
        post(
            "Let a node join",
            all,
            OPERATOR.freshly(),
            api::join,
            takes(NodesApi.Wish.class),
            gives(201, NodesApi.Named.class)),
        delete(
            "Remove a node",
            all + "/{node}",
            OPERATOR.freshly(),
            api::remove,
            gives(NodesApi.Named.class)));
  }

  /**
   * One look does not wait for another: a node whose availability database is down may be removed.
   */
  @Override
  public void start(Closer closer) {
    beat.run();
    closer.add(new Recurring("node-beat", CustodyLimits.NODE_BEAT, unlessDown(beat)));
    for (Database database : databases) {
      Runnable look = unlessDown(() -> endIfOutgrown(database));
      closer.add(new Recurring("newer-program", CustodyLimits.NODE_BEAT, look));
    }
  }

  /** Health tells of a database that is down; this would only say it again every few seconds. */
  private static Runnable unlessDown(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (PersistenceException down) {
        LOG.debug("the node could not look whether it may go on, or say that it runs", down);
      }
    };
  }

  private void endIfOutgrown(Database database) {
    database
        .outgrown()
        .ifPresent(
            reason -> {
              LOG.atError().addKeyValue("code", reason.code()).log(reason.getMessage());
              ended.accept(NodeEnd.OUTGROWN);
            });
  }
}

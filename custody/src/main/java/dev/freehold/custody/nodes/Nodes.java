package dev.freehold.custody.nodes;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.nodes.NodeStanding.State;
import dev.freehold.custody.policies.EndedPolicies;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Which nodes serve on this database. An operator lets a node join and removes one that is gone;
 * only where no node serves does one need no operator. Safe for use by many threads and nodes.
 */
public final class Nodes {

  private static final String START = "system:start";
  private static final String REFUSED_NODE = "a node whose row is not this service's";
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,30}[A-Za-z0-9])?");

  private final Database database;
  private final UUID tenantId;
  private final Ledger ledger;
  private final Clock clock;
  private final InstantSource common;

  /**
   * Keeps nodes in {@code database}.
   *
   * @param tenantId the operators', in whose part of the ledger nodes come and go
   * @param clock this machine's
   * @param common the time by which nodes say that they run
   */
  public Nodes(Database database, UUID tenantId, Ledger ledger, Clock clock, InstantSource common) {
    this.database = database;
    this.tenantId = tenantId;
    this.ledger = ledger;
    this.clock = clock;
    this.common = common;
  }

  /**
   * Lets a node join.
   *
   * @param name 1 to 32 letters, digits, dots and hyphens, with a letter or digit at either end
   * @param actor the operator
   * @throws CustodyException {@code NAME_INVALID}, {@code NODE_NAME_TAKEN}, {@code
   *     NODE_LIMIT_REACHED}
   */
  public Node join(String name, String actor) {
    if (!NAME.matcher(name).matches()) {
      throw new CustodyException(
          CustodyError.NAME_INVALID,
          "the name of a node has 1 to 32 letters, digits, dots and hyphens, with a letter or digit"
              + " at either end");
    }
    Node node = new Node(UUID.randomUUID(), name, now(), Optional.empty());
    return RowSeals.write(
        database,
        (tx, act) -> {
          Identities.lockTenant(tx, tenantId);
          if (NodeRows.countPresent(tx) >= CustodyLimits.MAX_NODES) {
            throw new CustodyException(
                CustodyError.NODE_LIMIT_REACHED,
                "a service has at most %d nodes; remove one that is gone"
                    .formatted(CustodyLimits.MAX_NODES));
          }
          insert(tx, act, node, actor);
          return node;
        });
  }

  private void insert(Handle tx, WriteAct act, Node node, String actor) {
    if (!NodeRows.insert(tx, act, tenantId, node, actor)) {
      throw new CustodyException(
          CustodyError.NODE_NAME_TAKEN,
          "there is a node %s; choose another name, or remove that node first"
              .formatted(node.name()));
    }
    ledger.append(tx, entry(node, actor, "NodeJoin"));
  }

  /**
   * The id for a data folder that has none, because it is new, of an earlier release, or restored
   * without its file; the caller keeps it there and then comes to {@link #admit}.
   *
   * @throws CustodyException {@code NODE_NOT_JOINED} if other nodes serve
   */
  public UUID idOfNewFolder() {
    List<NodeStanding> present =
        list().stream().filter(one -> one.state() != State.REMOVED).toList();
    return switch (database.dialect()) {
      // Only one process can use the database, so it is the node that was there.
      case SQLITE ->
          present.stream().findFirst().map(one -> one.node().id()).orElseGet(UUID::randomUUID);
      case POSTGRESQL -> {
        if (present.stream().anyMatch(one -> one.state() == State.SERVING)) {
          throw notJoined();
        }
        yield UUID.randomUUID();
      }
    };
  }

  /**
   * The node of a data folder that is about to be served from. It joins by itself if no node
   * serves: nobody is there who could let it. If there are as many nodes as may be, the one that
   * was silent for longest is struck off for it.
   *
   * @param id of the folder
   * @throws CustodyException {@code NODE_REMOVED} if an operator struck it off; {@code
   *     NODE_NOT_JOINED} if nodes serve, and this is none of the service's
   */
  public Node admit(UUID id) {
    Optional<Node> known = database.read(tx -> NodeRows.byId(tx, id));
    if (known.isEmpty() && list().stream().anyMatch(one -> one.state() == State.SERVING)) {
      throw notJoined();
    }
    known.flatMap(Node::removedAt).ifPresent(at -> refuseRemoved(known.orElseThrow(), at));
    return known.orElseGet(() -> insert(id));
  }

  private Node insert(UUID id) {
    return RowSeals.write(
        database,
        (tx, act) -> {
          Identities.lockTenant(tx, tenantId);
          if (NodeRows.countPresent(tx) >= CustodyLimits.MAX_NODES) {
            remove(tx, act, longestSilent(tx), START);
          }
          Node node = new Node(id, freeName(tx), now(), Optional.empty());
          insert(tx, act, node, START);
          return node;
        });
  }

  private static Node longestSilent(Handle tx) {
    Map<UUID, Instant> seen =
        NodeBeatRows.list(tx).stream()
            .collect(Collectors.toMap(NodeBeat::nodeId, NodeBeat::seenAt));
    return NodeRows.list(tx, CustodyLimits.MAX_NODES).stream()
        .filter(node -> node.removedAt().isEmpty())
        .min(Comparator.comparing(node -> seen.getOrDefault(node.id(), node.joinedAt())))
        .orElseThrow();
  }

  private static String freeName(Handle tx) {
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> "node-" + number)
        .filter(name -> NodeRows.byName(tx, name).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static CustodyException notJoined() {
    return new CustodyException(
        CustodyError.NODE_NOT_JOINED,
        "this service has nodes that serve, and the data folder is of none of them; call 'freehold"
            + " node join' with a folder of its own for this node");
  }

  private static void refuseRemoved(Node node, Instant at) {
    throw new CustodyException(
        CustodyError.NODE_REMOVED,
        "the node %s was removed from this service on %s; to bring the machine back, let it join anew"
                .formatted(node.name(), at.truncatedTo(ChronoUnit.SECONDS))
            + " with an empty data folder ('freehold node join')");
  }

  /**
   * Strikes a node off: its process ends by itself and does not start again. A purge waits for it
   * until the keys that it had must have ended.
   *
   * @param nameOrId a present node's name, or any node's id
   * @param actor the operator
   * @throws CustodyException {@code NODE_NOT_FOUND}; {@code NODE_LAST} if it is the only one
   */
  public Node remove(String nameOrId, String actor) {
    return RowSeals.write(
        database,
        (tx, act) -> {
          Identities.lockTenant(tx, tenantId);
          Node node = find(tx, nameOrId).orElseThrow(Nodes::notFound);
          if (NodeRows.countPresent(tx) == 1) {
            throw new CustodyException(
                CustodyError.NODE_LAST,
                "%s is the only node; without it nobody could serve".formatted(node.name()));
          }
          remove(tx, act, node, actor);
          return node;
        });
  }

  private void remove(Handle tx, WriteAct act, Node node, String actor) {
    if (!NodeRows.remove(tx, act, node.id(), actor, now())) {
      throw notFound();
    }
    ledger.append(tx, entry(node, actor, "NodeRemove"));
  }

  private static Optional<Node> find(Handle tx, String nameOrId) {
    return NodeRows.byName(tx, nameOrId)
        .or(() -> id(nameOrId).flatMap(id -> NodeRows.byId(tx, id)))
        .filter(node -> node.removedAt().isEmpty());
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }

  private static CustodyException notFound() {
    return new CustodyException(
        CustodyError.NODE_NOT_FOUND,
        "no node of this service has that name or id; 'freehold node list' shows them");
  }

  /** Whether an operator has struck the node off since it started. */
  boolean isRemoved(UUID id) {
    return database
        .read(tx -> NodeRows.byId(tx, id))
        .filter(node -> node.removedAt().isEmpty())
        .isEmpty();
  }

  /** Present nodes in the order in which they joined, then removed ones, the newest first. */
  public List<NodeStanding> list() {
    Map<UUID, NodeBeat> beats = beats();
    return database.read(tx -> NodeRows.list(tx, CustodyLimits.MAX_LISTED_NODES)).stream()
        .map(node -> standing(node, Optional.ofNullable(beats.get(node.id()))))
        .toList();
  }

  private Map<UUID, NodeBeat> beats() {
    return database.read(NodeBeatRows::list).stream()
        .collect(Collectors.toMap(NodeBeat::nodeId, Function.identity()));
  }

  private NodeStanding standing(Node node, Optional<NodeBeat> beat) {
    return new NodeStanding(
        node,
        state(node, beat),
        beat.map(NodeBeat::seenAt),
        beat.map(NodeBeat::version),
        beat.flatMap(NodeBeat::authority));
  }

  private State state(Node node, Optional<NodeBeat> beat) {
    if (node.removedAt().isPresent()) {
      return State.REMOVED;
    }
    if (beat.isEmpty()) {
      return State.JOINED;
    }
    return isLately(beat.get().seenAt()) ? State.SERVING : State.SILENT;
  }

  /**
   * What a node of an earlier program wrote by a clock that is far ahead would else count until
   * that time has come.
   */
  private boolean isLately(Instant seenAt) {
    Instant now = common.instant();
    return !seenAt.isBefore(now.minus(CustodyLimits.NODE_SILENT_AFTER))
        && !seenAt.isAfter(now.plus(CustodyLimits.MAX_CLOCK_SKEW));
  }

  /**
   * Whether every node has overwritten what it had of all purged policies.
   *
   * @param purged which there are; a node that speaks of others is waited for
   */
  public ForgettingNodes forgetting(EndedPolicies purged) {
    long mark = purged.mark();
    Map<UUID, NodeBeat> beats = beats();
    Duration longest =
        beats.values().stream().map(NodeBeat::lease).max(Duration::compareTo).orElse(Duration.ZERO);
    // A node that was removed while it did not reach the database may still have keys. When it was
    // removed is by another node's clock.
    Instant gone = clock.instant().minus(longest).minus(CustodyLimits.MAX_CLOCK_SKEW);
    List<Node> all = database.read(tx -> NodeRows.list(tx, CustodyLimits.MAX_LISTED_NODES));
    Map<Boolean, List<String>> waitedFor =
        all.stream()
            .filter(node -> node.removedAt().filter(gone::isAfter).isEmpty())
            .collect(
                Collectors.partitioningBy(
                    node -> hasForgotten(beats.get(node.id()), mark),
                    Collectors.mapping(Node::name, Collectors.toList())));
    List<String> silent = new ArrayList<>(waitedFor.get(false));
    if (database.read(tx -> NodeRows.isAnyRefused(tx, CustodyLimits.MAX_LISTED_NODES))) {
      silent.add(REFUSED_NODE);
    }
    return new ForgettingNodes(
        waitedFor.get(true),
        silent,
        all.stream().filter(node -> node.removedAt().isPresent()).map(Node::name).toList(),
        longest);
  }

  private static boolean hasForgotten(NodeBeat beat, long mark) {
    return beat != null && beat.forgotten() == mark;
  }

  private LedgerEntry entry(Node node, String actor, String operation) {
    return new LedgerEntry(
        tenantId,
        actor,
        operation,
        node.id().toString(),
        LedgerEntry.Outcome.DONE,
        Map.of("name", node.name()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}

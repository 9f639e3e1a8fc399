package dev.freehold.custody.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.nodes.NodeStanding.State;
import dev.freehold.custody.operators.Operators;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.ManualClock;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that come, serve, forget and go, on every database. */
abstract class NodesContract {

  private static final String ROSA = "rosa";
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Dialect dialect;
  @TempDir private Path folder;
  private CustodyFixture custody;
  private UUID operators;
  private Nodes nodes;
  private Node first;

  NodesContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    custody = new CustodyFixture(dialect, folder);
    operators = custody.tenants.create(Operators.TENANT, "test").id();
    nodes = new Nodes(custody.database, operators, custody.ledger, custody.clock, custody.clock);
    first = nodes.admit(nodes.idOfNewFolder());
  }

  @AfterEach
  void close() {
    custody.close();
  }

  /** A process of a node, with what it has overwritten and why it ended. */
  private final class NodeProcess {
    final List<UUID> overwritten = new ArrayList<>();
    final List<NodeEnd> ends = new ArrayList<>();
    final NodeBeats beats;

    NodeProcess(Node node, Duration lease) {
      this(node, lease, custody.clock);
    }

    NodeProcess(Node node, Duration lease, ManualClock own) {
      this.beats =
          new NodeBeats(
              custody.database,
              custody.availabilityKeys,
              nodes,
              new NodeBeats.Own(node.id(), "1.0", lease, () -> Optional.of(authorityOf(node))),
              operators,
              overwritten::add,
              ends::add,
              own,
              custody.clock);
    }
  }

  /** As long as a fingerprint: 32 pairs of digits between colons. */
  private static String authorityOf(Node node) {
    return "%s:%s".formatted(node.name(), "0".repeat(95)).substring(0, 95);
  }

  private NodeProcess serving(Node node) {
    NodeProcess process = new NodeProcess(node, LEASE);
    process.beats.beat();
    return process;
  }

  private static void assertRefused(CustodyError error, ThrowingCallable call) {
    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(call)
        .returns(error, CustodyException::error);
  }

  private State stateOf(Node node) {
    return nodes.list().stream()
        .filter(standing -> standing.node().id().equals(node.id()))
        .map(NodeStanding::state)
        .findFirst()
        .orElseThrow();
  }

  private void purgePolicy() {
    custody.availabilityKeys.destroyAll(custody.tenant.id(), UUID.randomUUID());
  }

  private ForgettingNodes forgetting() {
    return nodes.forgetting(custody.availabilityKeys.endedNow());
  }

  @Test
  @DisplayName("The first start makes the first node; others join by an operator, in the ledger")
  void joins() {
    Node second = nodes.join("node-2", ROSA);
    assertThat(nodes.admit(second.id())).isEqualTo(second);
    assertThat(nodes.list())
        .extracting(standing -> standing.node().name())
        .containsExactly("node-1", "node-2");
    assertThat(custody.entries(operators, "NodeJoin"))
        .extracting(recorded -> recorded.entry().details().get("name"))
        .containsExactly("node-1", "node-2");
  }

  @Test
  @DisplayName("Each says which local authority it has, and none does before its first start")
  void authorities() {
    nodes.join("node-2", ROSA);
    serving(first);
    assertThat(nodes.list())
        .extracting(NodeStanding::authority)
        .containsExactly(Optional.of(authorityOf(first)), Optional.empty());
  }

  @Test
  @DisplayName("fault35: A node whose clock was a day ahead is silent when it says no more")
  void fault35_ahead() {
    custody.clock.advance(Duration.ofDays(1));
    serving(first);
    custody.clock.advance(Duration.ofDays(-1));
    assertThat(stateOf(first)).isEqualTo(State.SILENT);
    assertThat(nodes.admit(UUID.randomUUID()).name()).isEqualTo("node-2");
  }

  @Test
  @DisplayName("fault35: A node whose own clock is wrong takes no other for silent")
  void fault35_ownClockIsWrong() {
    serving(first);
    ManualClock wrong = new ManualClock();
    wrong.advance(CustodyLimits.MAX_CLOCK_SKEW.multipliedBy(2));
    Nodes another = new Nodes(custody.database, operators, custody.ledger, wrong, custody.clock);
    assertThat(another.list()).singleElement().returns(State.SERVING, NodeStanding::state);
    assertRefused(CustodyError.NODE_NOT_JOINED, () -> another.admit(UUID.randomUUID()));
  }

  @Test
  @DisplayName("A node goes on to say that it runs when its own clock is set back")
  void clockSetBack() {
    ManualClock own = new ManualClock();
    NodeProcess process = new NodeProcess(first, LEASE, own);
    process.beats.beat();
    own.advance(Duration.ofHours(-1));
    custody.clock.advance(CustodyLimits.NODE_SILENT_AFTER);
    process.beats.beat();
    custody.clock.advance(CustodyLimits.NODE_SEEN_EVERY);
    assertThat(stateOf(first)).isEqualTo(State.SERVING);
  }

  @Test
  @DisplayName("A data folder of no node is refused while a node serves, and joins if none does")
  void unknownFolder() {
    serving(first);
    UUID unknown = UUID.randomUUID();
    assertRefused(CustodyError.NODE_NOT_JOINED, () -> nodes.admit(unknown));
    assertThat(nodes.list()).hasSize(1);
    custody.clock.advance(CustodyLimits.NODE_SILENT_AFTER.plusSeconds(1));
    assertThat(nodes.admit(unknown).name()).isEqualTo("node-2");
  }

  @Test
  @DisplayName("A folder that lost its file is the one node of SQLite, or a new one of PostgreSQL")
  void lostFile() {
    serving(first);
    switch (dialect) {
      case SQLITE -> assertThat(nodes.idOfNewFolder()).isEqualTo(first.id());
      case POSTGRESQL -> assertRefused(CustodyError.NODE_NOT_JOINED, nodes::idOfNewFolder);
    }
    custody.clock.advance(CustodyLimits.NODE_SILENT_AFTER.plusSeconds(1));
    assertThat(nodes.admit(nodes.idOfNewFolder())).isNotNull();
  }

  @Test
  @DisplayName("A folder whose node a restored database does not know joins anew")
  void emptyTable() {
    custody.database.write(tx -> tx.execute("DELETE FROM nodes"));
    assertThat(nodes.admit(first.id()).id()).isEqualTo(first.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a b", "a/b", "a\nb", "abcdefghijklmnopqrstuvwxyz0123456", "ä"})
  @DisplayName("A name that would not do for a host is refused")
  void names(String name) {
    assertRefused(CustodyError.NAME_INVALID, () -> nodes.join(name, ROSA));
  }

  @Test
  @DisplayName("Two present nodes do not share a name; a removed one leaves it free")
  void takenName() {
    nodes.join("berlin", ROSA);
    assertRefused(CustodyError.NODE_NAME_TAKEN, () -> nodes.join("Berlin", ROSA));
    nodes.remove("BERLIN", ROSA);
    assertThat(nodes.join("berlin", ROSA).name()).isEqualTo("berlin");
  }

  @Test
  @DisplayName("There are at most as many nodes as the bound says")
  void bound() {
    for (int i = 2; i <= CustodyLimits.MAX_NODES; i++) {
      nodes.join("n" + i, ROSA);
    }
    assertRefused(CustodyError.NODE_LIMIT_REACHED, () -> nodes.join("more", ROSA));
  }

  @Test
  @DisplayName("A node that joins by itself takes the place of the one that was silent for longest")
  void boundOfStarts() {
    List<Node> others = new ArrayList<>();
    for (int i = 2; i <= CustodyLimits.MAX_NODES; i++) {
      custody.clock.advance(Duration.ofMinutes(1));
      others.add(nodes.join("n" + i, ROSA));
    }
    serving(first);
    custody.clock.advance(CustodyLimits.NODE_SILENT_AFTER.plusSeconds(1));
    nodes.admit(UUID.randomUUID());
    assertThat(stateOf(others.getFirst())).isEqualTo(State.REMOVED);
    assertThat(nodes.list())
        .filteredOn(standing -> standing.state() != State.REMOVED)
        .hasSize(CustodyLimits.MAX_NODES)
        .extracting(standing -> standing.node().id())
        .contains(first.id());
    assertThat(custody.entries(operators, "NodeRemove")).hasSize(1);
  }

  @Test
  @DisplayName("A removed node ends by itself and does not start again")
  void removed() {
    Node second = nodes.join("node-2", ROSA);
    NodeProcess process = serving(second);
    nodes.remove(second.id().toString(), ROSA);
    process.beats.beat();
    assertThat(process.ends).containsExactly(NodeEnd.REMOVED);
    assertRefused(CustodyError.NODE_REMOVED, () -> nodes.admit(second.id()));
    assertRefused(CustodyError.NODE_NOT_FOUND, () -> nodes.remove("node-2", ROSA));
    assertThat(stateOf(second)).isEqualTo(State.REMOVED);
    assertThat(custody.entries(operators, "NodeRemove")).hasSize(1);
  }

  @Test
  @DisplayName("The last node cannot be removed")
  void last() {
    assertRefused(CustodyError.NODE_LAST, () -> nodes.remove("node-1", ROSA));
  }

  @Test
  @DisplayName("A writer of the database cannot bring a removed node back, nor make one")
  void forged() {
    Node second = nodes.join("node-2", ROSA);
    nodes.remove("node-2", ROSA);
    custody.database.write(
        tx -> tx.execute("UPDATE nodes SET removed_at = NULL, removed_by = NULL"));
    assertThatExceptionOfType(CustodyException.class).isThrownBy(() -> nodes.admit(second.id()));
    assertThat(nodes.list()).extracting(NodeStanding::node).containsExactly(first);
  }

  @Test
  @DisplayName("A writer of the database who exchanges names has no other node removed")
  void exchangedNames() {
    nodes.join("node-2", ROSA);
    custody.database.write(
        tx -> tx.execute("UPDATE nodes SET name_folded = 'x' WHERE name = 'node-2'"));
    custody.database.write(
        tx -> tx.execute("UPDATE nodes SET name_folded = 'node-2' WHERE name = 'node-1'"));
    assertRefused(CustodyError.NODE_NOT_FOUND, () -> nodes.remove("node-2", ROSA));
  }

  @Test
  @DisplayName("Operators see who serves, who is silent, and who has not come yet")
  void standings() {
    Node second = nodes.join("node-2", ROSA);
    serving(first);
    assertThat(stateOf(first)).isEqualTo(State.SERVING);
    assertThat(stateOf(second)).isEqualTo(State.JOINED);
    custody.clock.advance(CustodyLimits.NODE_SILENT_AFTER.plusSeconds(1));
    assertThat(stateOf(first)).isEqualTo(State.SILENT);
  }

  @Test
  @DisplayName("A node overwrites the keys of policies that another has purged, and then says so")
  void forgets() {
    NodeProcess process = serving(first);
    purgePolicy();
    assertThat(forgetting().isEveryone()).isFalse();
    process.beats.beat();
    assertThat(process.overwritten).hasSize(1);
    assertThat(forgetting().isEveryone()).isFalse();
    process.beats.beat();
    assertThat(process.overwritten).hasSize(2);
    assertThat(forgetting().isEveryone()).isTrue();
    assertThat(forgetting().words()).isEqualTo("node-1 overwrote its keys");
    process.beats.beat();
    assertThat(process.overwritten).hasSize(2);
  }

  @Test
  @DisplayName("A node does not speak of a purge when its database has lost an earlier one")
  void lostCommits() {
    NodeProcess process = serving(first);
    purgePolicy();
    process.beats.beat();
    process.beats.beat();
    assertThat(forgetting().isEveryone()).isTrue();
    // A failover to a standby that had not heard of it; then there are as many as before.
    custody.availabilityDatabase.write(tx -> tx.execute("DELETE FROM ended_policies"));
    custody.clock.advance(Duration.ofMillis(1));
    purgePolicy();
    assertThat(forgetting().isEveryone()).isFalse();
    process.overwritten.clear();
    process.beats.beat();
    assertThat(process.overwritten).hasSize(1);
    assertThat(forgetting().isEveryone()).isFalse();
    process.beats.beat();
    assertThat(forgetting().isEveryone()).isTrue();
  }

  @Test
  @DisplayName("One silent node is waited for, also a while after it was removed")
  void silent() {
    Node second = nodes.join("node-2", ROSA);
    NodeProcess process = serving(first);
    purgePolicy();
    process.beats.beat();
    process.beats.beat();
    assertThat(forgetting().silent()).containsExactly("node-2");
    nodes.remove("node-2", ROSA);
    assertThat(forgetting().isEveryone()).isFalse();
    custody.clock.advance(LEASE.plus(CustodyLimits.MAX_CLOCK_SKEW));
    assertThat(forgetting().isEveryone()).isFalse();
    custody.clock.advance(Duration.ofSeconds(1));
    assertThat(forgetting().isEveryone()).isTrue();
    assertThat(forgetting().removed()).containsExactly(second.name());
  }

  @Test
  @DisplayName("A new process has nothing of what was purged before it began")
  void newProcess() {
    purgePolicy();
    NodeProcess process = serving(first);
    assertThat(process.overwritten).isEmpty();
    assertThat(forgetting().isEveryone()).isTrue();
  }

  @Test
  @DisplayName("A process does not speak for the one before it until that one's leases have ended")
  void processBefore() {
    serving(first);
    purgePolicy();
    custody.clock.advance(Duration.ofSeconds(1));
    // It has the folder, and the one before it may run on another machine, cut off.
    NodeProcess later = serving(first);
    later.beats.beat();
    switch (dialect) {
      case SQLITE -> assertThat(forgetting().isEveryone()).isTrue();
      case POSTGRESQL -> assertThat(forgetting().silent()).containsExactly("node-1");
    }
    custody.clock.advance(LEASE.plus(CustodyLimits.NODE_SILENT_AFTER));
    later.beats.beat();
    assertThat(forgetting().isEveryone()).isTrue();
    assertThat(later.ends).isEmpty();
  }

  @Test
  @DisplayName("A node that a writer of the database has speak counts as one that said nothing")
  void forgedBeat() {
    serving(first);
    purgePolicy();
    custody.database.write(tx -> tx.execute("UPDATE node_beats SET forgotten = 1000"));
    assertThat(forgetting().isEveryone()).isFalse();
    assertThat(forgetting().silent()).containsExactly("node-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE nodes SET name = 'other' WHERE name = 'node-2'",
        "UPDATE nodes SET removed_at = 1, removed_by = 'rosa' WHERE name = 'node-2'"
      })
  @DisplayName("A node that a writer of the database has hidden is waited for as a silent one")
  void hidden(String statement) {
    NodeProcess process = serving(first);
    serving(nodes.join("node-2", ROSA));
    purgePolicy();
    process.beats.beat();
    process.beats.beat();
    custody.database.write(tx -> tx.execute(statement));
    assertThat(forgetting().isEveryone()).isFalse();
    assertThat(forgetting().words())
        .isEqualTo(
            "node-1 overwrote its keys; a node whose row is not this service's did not answer, its"
                + " leases have ended");
  }

  @Test
  @DisplayName("The longest lease of any node is the one to wait for")
  void longestLease() {
    serving(first);
    Node second = nodes.join("node-2", ROSA);
    new NodeProcess(second, LEASE.multipliedBy(3)).beats.beat();
    assertThat(forgetting().longestLease()).isEqualTo(LEASE.multipliedBy(3));
  }

  @Test
  @DisplayName("Of two processes on copies of one folder, the one that began later ends")
  void twice() {
    NodeProcess earlier = serving(first);
    custody.clock.advance(Duration.ofSeconds(1));
    NodeProcess later = serving(first);
    custody.clock.advance(CustodyLimits.NODE_SEEN_EVERY);
    earlier.beats.beat();
    later.beats.beat();
    assertThat(earlier.ends).isEmpty();
    assertThat(later.ends).containsExactly(NodeEnd.TWICE);
  }

  @Test
  @DisplayName("A restart takes over from the process before it")
  void restart() {
    serving(first);
    custody.clock.advance(Duration.ofSeconds(1));
    NodeProcess later = serving(first);
    custody.clock.advance(CustodyLimits.NODE_SEEN_EVERY);
    later.beats.beat();
    assertThat(later.ends).isEmpty();
  }
}

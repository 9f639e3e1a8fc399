package dev.freehold.custody.history;

import dev.freehold.custody.history.Mortal.Death;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.ReadyServiceRoots;
import dev.freehold.custody.testing.VersionedVaults;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What outlives the processes: databases, bundle, vaults, time, and the history. */
final class World implements AutoCloseable {

  static final int PLACES = 4;
  static final Duration LEASE = Duration.ofSeconds(60);

  /** How long a failure of both roots is remembered, and somewhat more. */
  static final Duration FAILURE_MEMORY = Duration.ofMillis(400);

  private static final Duration TURN = Duration.ofMillis(1);
  private static final int NODES = 2;
  private static final int MAX_DEATHS = 12;
  private static final int WRITES_PER_DEATH = 50;

  /** A thread that was held up for longer while it has a key in hand is not defended against. */
  private static final Duration MAX_HELD_UP = Duration.ofSeconds(20);

  final CustodyFixture custody;
  final VersionedVaults vaults = new VersionedVaults();
  final History history = new History();
  final Random random;
  final Turns turns;
  final Fault fault;
  private final Map<Integer, List<String>> versions = new HashMap<>();
  private final Map<Long, Long> begun = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> buried = new ArrayList<>();
  private long nanos;
  private int deaths;
  private boolean calm = true;

  World(Dialect dialect, Path folder, long seed, Fault fault) {
    this.random = new Random(seed);
    // Two things never happen at one time, so that what is listed by time has one order.
    this.turns = new Turns(random, () -> advance(TURN));
    this.fault = fault;
    this.custody = new CustodyFixture(dialect, folder);
    ReadyServiceRoots.insert(custody);
    custody.database.write(tx -> tx.execute(Contents.TABLE));
    for (int place = 0; place < PLACES; place++) {
      newVersion(place, 1);
      newVersion(place, 2);
    }
    for (int i = 0; i < NODES; i++) {
      nodes.add(newNode());
    }
  }

  UUID tenant() {
    return custody.tenant.id();
  }

  Node newNode() {
    return new Node(this, new Mortal(turns, this::fate));
  }

  /** Some node; in the place of one that died there is a new one. */
  Node node(int i) {
    if (nodes.get(i).isDead()) {
      buried.add(nodes.set(i, newNode()));
    }
    return nodes.get(i);
  }

  Node anyNode() {
    return node(random.nextInt(NODES));
  }

  private Death fate() {
    if (calm || deaths >= MAX_DEATHS || random.nextInt(WRITES_PER_DEATH) > 0) {
      return Death.NOT_YET;
    }
    deaths++;
    return random.nextBoolean() ? Death.BEFORE_THE_WRITE : Death.AFTER_THE_WRITE;
  }

  int deaths() {
    return deaths;
  }

  /** Processes die from now on, or none does. */
  void letDie(boolean may) {
    calm = !may;
  }

  long nanos() {
    return nanos;
  }

  /** Something begins that has keys in hand until {@link #ended}. */
  long begins() {
    long ticket = history.next();
    begun.put(ticket, nanos);
    return ticket;
  }

  void ended(long ticket) {
    begun.remove(ticket);
  }

  /** Lets time pass, unless somebody has been held up for as long as anybody is. */
  void pass(Duration duration) {
    long oldest = begun.values().stream().mapToLong(Long::longValue).min().orElse(nanos);
    if (nanos + duration.toNanos() - oldest <= MAX_HELD_UP.toNanos()) {
      advance(duration);
    }
  }

  private void advance(Duration duration) {
    nanos += duration.toNanos();
    custody.clock.advance(duration);
  }

  static RootKeyUri key(int place, int root) {
    return VersionedVaults.key("vault-%d-%d".formatted(place, root), "root");
  }

  private static int keyIndex(int place, int root) {
    return 2 * place + root;
  }

  void newVersion(int place, int root) {
    versions
        .computeIfAbsent(keyIndex(place, root), index -> new ArrayList<>())
        .add(vaults.newVersion(key(place, root)).toString());
  }

  /** How many versions a root's key has. */
  int newest(int place, int root) {
    return versions.get(keyIndex(place, root)).size();
  }

  /** Which of them one is, from 1; 0 if it is none. */
  int number(int place, int root, String keyVersion) {
    return versions.get(keyIndex(place, root)).indexOf(keyVersion) + 1;
  }

  void refuse(int place, int root, boolean refuses) {
    vaults.set(key(place, root), refuses ? Mood.REFUSES : Mood.AGREES);
    history.permissions.changed(place, root, refuses, history.next(), nanos);
  }

  void refuseBoth(int place, boolean refuse) {
    refuse(place, 1, refuse);
    refuse(place, 2, refuse);
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    buried.forEach(Node::close);
    custody.close();
  }

  /** Jobs that have not ended. */
  List<String> openJobs() {
    return custody.database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT j.kind || ' ' || j.state || ' ' || j.parameters FROM jobs j
                    WHERE j.ended_at IS NULL
                    """)
                .mapTo(String.class)
                .list());
  }
}

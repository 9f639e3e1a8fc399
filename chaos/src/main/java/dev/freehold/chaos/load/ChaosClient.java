package dev.freehold.chaos.load;

import dev.freehold.chaos.history.Answered;
import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import dev.freehold.chaos.load.ApiDoor.ApiFailedException;
import dev.freehold.chaos.load.ChaosTarget.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A client that does one thing after the other, as its seed says, at one node until that one does
 * not answer. For one thread.
 */
abstract class ChaosClient implements AutoCloseable {

  /** Within which a node that is well answers a question, on a busy machine too. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(45);

  private static final Duration PAUSE = Duration.ofMillis(500);

  final String name;
  final Random random;
  private final ChaosHistory history;
  private final List<Node> nodes;
  private int node;
  private Heard last;

  ChaosClient(String name, long seed, ChaosHistory history, List<Node> nodes) {
    this.name = name;
    this.random = new Random(seed * 31 + name.hashCode());
    this.history = history;
    this.nodes = nodes;
    this.node = random.nextInt(nodes.size());
  }

  /** Does the next thing. Whatever goes wrong is written down, and the next step goes on. */
  abstract void step();

  /** How long to wait between two steps, in milliseconds at most. */
  abstract int pauseMillis();

  /** Leaves the node; connections to it end. */
  abstract void disconnect();

  final Node node() {
    return nodes.get(node);
  }

  /** Goes to the next node, after one that did not answer. */
  final void leave() {
    disconnect();
    node = (node + 1) % nodes.size();
  }

  /** Goes to any node, so that what is done at one is seen at another. */
  final void wander() {
    disconnect();
    node = random.nextInt(nodes.size());
  }

  final void record(Deed deed, long begin, Heard heard) {
    last = heard;
    history.add(name, node().name(), deed, begin, heard.answered(), heard.code());
    if (!heard.isAnswer()) {
      leave();
    }
  }

  /** Asks until what is written down ended as expected; says whether it did within some time. */
  final boolean hears(Set<Answered> expected, Runnable question) {
    return again(
        () -> {
          last = null;
          question.run();
          return last != null && expected.contains(last.answered());
        });
  }

  /** Tries until something is done; says whether it was, within some time. */
  static boolean again(BooleanSupplier attempt) {
    long end = System.nanoTime() + ANSWERS_WITHIN.toNanos();
    while (!attempt.getAsBoolean()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  /** Connects, or goes to the next node: nothing was asked for then, so nothing is written down. */
  final boolean connected(Connecting connecting) {
    try {
      connecting.connect();
      return true;
    } catch (IOException nobody) {
      leave();
      return false;
    }
  }

  /** The same where one signs in: an answer that lets nobody in is written down as one to this. */
  final boolean connected(Deed deed, Connecting connecting) {
    long begin = System.nanoTime();
    return connected(
        () -> {
          try {
            connecting.connect();
          } catch (ApiFailedException refused) {
            record(deed, begin, refused.heard());
            throw refused;
          }
        });
  }

  /** Brings a connection about. */
  interface Connecting {
    void connect() throws IOException;
  }

  @Override
  public void close() {
    disconnect();
  }
}

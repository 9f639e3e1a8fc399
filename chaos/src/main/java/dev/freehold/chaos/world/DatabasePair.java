package dev.freehold.chaos.world;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Two PostgreSQL with synchronous replication. It does what Patroni does on real machines: goes on
 * without a standby that has been away for some seconds, takes it back once it has caught up, and
 * promotes it only if it has everything that was acknowledged. Thread-safe.
 */
public final class DatabasePair implements AutoCloseable {

  /** After which the primary no longer waits for a silent standby. */
  static final Duration STANDBY_MAY_BE_SILENT = Duration.ofSeconds(5);

  private static final Duration LOOKS_EVERY = Duration.ofMillis(500);
  private static final Duration CATCHES_UP_WITHIN = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Map<Machine, PostgresServer> servers = new EnumMap<>(Machine.class);
  private final AtomicBoolean ended = new AtomicBoolean();
  private Machine primary = Machine.PG_1;
  private boolean standbyHasAll;
  private long standbySeen;

  DatabasePair(Path folder, Path logs) {
    for (Machine machine : List.of(Machine.PG_1, Machine.PG_2)) {
      servers.put(
          machine,
          new PostgresServer(
              machine, folder.resolve(machine.label()), logs.resolve(machine + ".log")));
    }
  }

  /** Makes the databases, each for a user of its own, and the standby. */
  void begin(List<String> databases) {
    PostgresServer first = servers.get(primary);
    first.initialise();
    first.process().start();
    first.process().awaitServing(PATIENCE);
    for (String name : databases) {
      first.execute("CREATE ROLE %s LOGIN".formatted(name));
      first.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(name));
      first.execute("REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(name));
    }
    copyStandby();
    if (!Patience.until(this::isSafe, PATIENCE)) {
      throw new WorldException("the standby does not become synchronous");
    }
  }

  /** Begins to watch the standby. */
  void watch() {
    Thread.ofPlatform().daemon().name("pair").start(this::look);
  }

  private void look() {
    while (!ended.get()) {
      isSafe();
      Patience.pause(LOOKS_EVERY);
    }
  }

  /** The JDBC address of whichever is the primary, for a program on another machine. */
  String url(String database) {
    return "jdbc:postgresql://%s:%d,%s:%d/%s?targetServerType=primary"
        .formatted(
            Machine.PG_1.address(),
            PostgresServer.PORT,
            Machine.PG_2.address(),
            PostgresServer.PORT,
            database);
  }

  /** The process on one of the two machines, to be killed or paused. */
  public MachineProcess process(Machine machine) {
    return servers.get(machine).process();
  }

  /**
   * Looks after the standby, and says whether it has all that was acknowledged. What cannot be
   * asked now stays as it was: a primary that waits for its standby acknowledges nothing meanwhile.
   */
  public synchronized boolean isSafe() {
    PostgresServer first = servers.get(primary);
    try {
      boolean streams = first.hasStandby();
      if (streams) {
        standbySeen = System.nanoTime();
        if (!standbyHasAll) {
          first.waitForStandby(true);
          first.commitOnce();
          standbyHasAll = true;
        }
      } else if (standbyHasAll
          && System.nanoTime() - standbySeen > STANDBY_MAY_BE_SILENT.toNanos()) {
        standbyHasAll = false;
        first.waitForStandby(false);
      }
    } catch (WorldException silent) {
      // A primary that was killed, paused or cut off; the next look is soon.
    }
    return standbyHasAll;
  }

  /**
   * Loses the primary and promotes the standby. If the standby lacks something, the primary is lost
   * all the same, but comes back as what it was.
   *
   * @param cut whether it is cut off and runs on by itself, or is killed
   * @return whether there was a promotion; else the primary was only killed
   */
  public synchronized boolean failOver(boolean cut) {
    boolean safe = isSafe();
    if (cut && safe) {
      Namespaces.plug(primary, false);
    } else {
      process(primary).kill();
    }
    if (!safe) {
      return false;
    }
    Machine promoted = standby();
    servers.get(promoted).promote();
    servers.get(promoted).waitForStandby(false);
    standbyHasAll = false;
    primary = promoted;
    return true;
  }

  /** Brings back who was lost, in the role that is free. */
  public void rejoin(boolean cut) {
    if (process(currentPrimary()).isAlive()) {
      if (cut) {
        // It took itself for the primary, and must be gone before anybody can reach it.
        process(currentStandby()).kill();
        Namespaces.plug(currentStandby(), true);
      }
      copyStandby();
    } else {
      process(currentPrimary()).start();
    }
  }

  /** Starts a machine again that was killed. A standby for which too much is missing is copied. */
  public void restart(Machine machine) {
    process(machine).start();
    if (machine == currentStandby()
        && !Patience.until(servers.get(currentPrimary())::hasStandby, CATCHES_UP_WITHIN)) {
      process(machine).kill();
      copyStandby();
    }
  }

  private void copyStandby() {
    PostgresServer copy = servers.get(currentStandby());
    copy.copyOf(currentPrimary());
    copy.process().start();
  }

  private synchronized Machine currentPrimary() {
    return primary;
  }

  private synchronized Machine currentStandby() {
    return standby();
  }

  private Machine standby() {
    return primary == Machine.PG_1 ? Machine.PG_2 : Machine.PG_1;
  }

  @Override
  public void close() {
    ended.set(true);
  }
}

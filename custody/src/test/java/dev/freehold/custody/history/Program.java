package dev.freehold.custody.history;

import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.Resealed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * What clients ask for at random, while nodes do jobs, vaults change their mind and time passes.
 */
final class Program {

  private static final int CLIENTS = 4;
  private static final List<String> OPERATORS = List.of("Ketil", "Runa", "Ossian");
  private static final List<String> HOLDS = List.of("case a", "case b");
  private static final int MAX_TURNS = 300;
  private static final int READS = 4;
  private static final int MAX_OWNERS = 10;
  private static final int MAX_POLICIES = 6;

  private final World world;
  private final Random random;
  private final int steps;
  private final List<UUID> owners = new ArrayList<>();
  private final List<Op.Read> objects = new ArrayList<>();
  private int atWork = CLIENTS;

  Program(World world, int steps) {
    this.world = world;
    this.random = world.random;
    this.steps = steps;
  }

  /** Until every client has asked so often. */
  void run() {
    for (int place = 0; place < 2; place++) {
      new Client(world, "first").ask(new Op.CreatePolicy(place));
    }
    world.letDie(true);
    for (int i = 0; i < CLIENTS; i++) {
      Client client = new Client(world, "client " + i);
      world.turns.add("history-client", () -> clientLoop(client));
    }
    world.turns.add("history-jobs", () -> work(0));
    world.turns.add("history-jobs", () -> work(1));
    world.turns.add("history-vaults", this::change);
    world.turns.run();
  }

  List<Op.Read> objects() {
    return List.copyOf(objects);
  }

  private void clientLoop(Client client) {
    try {
      for (int i = 0; i < steps; i++) {
        world.turns.pass();
        step(client);
      }
    } finally {
      atWork--;
    }
  }

  private void work(int node) {
    while (atWork > 0) {
      world.turns.pass();
      workOnce(world.node(node));
    }
  }

  private void workOnce(Node node) {
    long ticket = world.begins();
    try {
      List<String> due = node.jobs.due();
      if (!due.isEmpty()) {
        node.jobs.step(due.get(random.nextInt(due.size())));
      }
    } catch (NodeDiedError _) {
      // A new one goes on in its place.
    } finally {
      world.ended(ticket);
    }
  }

  private void change() {
    while (atWork > 0) {
      world.turns.pass();
      int place = random.nextInt(World.PLACES);
      switch (random.nextInt(20)) {
        case 0 -> world.refuseBoth(place, true);
        case 1, 2 -> world.refuseBoth(place, false);
        case 3 -> world.refuse(place, 1 + random.nextInt(2), random.nextBoolean());
        case 4 -> world.newVersion(place, 1 + random.nextInt(2));
        case 5 -> sweep(world.anyNode());
        default -> world.pass(Duration.ofMillis(1 + random.nextInt(9_000)));
      }
    }
  }

  private static void sweep(Node node) {
    try {
      node.sweep();
    } catch (NodeDiedError _) {
      // Its keys are gone from memory all the same.
    }
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private UUID anyPolicy() {
    return any(List.copyOf(world.history.places.sequencedKeySet()));
  }

  private void step(Client client) {
    int kind = random.nextInt(100);
    if (kind < 4 && world.history.places.size() < MAX_POLICIES) {
      client.ask(new Op.CreatePolicy(random.nextInt(World.PLACES)));
    } else if (owners.size() < MAX_OWNERS && (owners.isEmpty() || kind < 15)) {
      UUID owner = new UUID(random.nextLong(), random.nextLong());
      Optional<UUID> policy = random.nextInt(8) == 0 ? Optional.empty() : Optional.of(anyPolicy());
      if (client.ask(new Op.CreateOwner(owner, policy)).isDone()) {
        owners.add(owner);
      }
    } else if (kind < 25) {
      put(client);
    } else if (kind < 50) {
      read(client);
    } else if (kind < 56 && !owners.isEmpty()) {
      client.ask(new Op.Assign(any(owners), anyPolicy()));
    } else if (kind < 60 && !owners.isEmpty()) {
      client.ask(new Op.Ordered(any(owners)));
    } else {
      administer(client, anyPolicy(), kind);
    }
  }

  private void administer(Client client, UUID policy, int kind) {
    if (kind < 66) {
      List<Integer> roots = any(List.of(List.of(1), List.of(2), List.of(1, 2)));
      client.ask(client.rollOf(policy, world.history.places.get(policy), roots));
    } else if (kind < 68) {
      client.ask(new Op.AvailabilityRoll(policy));
    } else if (kind < 72 && !owners.isEmpty()) {
      client.ask(new Op.Hold(any(owners), any(HOLDS)));
    } else if (kind < 80 && !owners.isEmpty()) {
      client.ask(new Op.Lift(any(owners), any(HOLDS)));
    } else if (kind < 82) {
      client.ask(new Op.Request(policy));
    } else if (kind < 92) {
      client.ask(new Op.Look(policy));
    } else if (kind < 94) {
      client.ask(new Op.Recover(policy, anyPolicy()));
    } else if (kind < 95 && world.fault == Fault.STATE_GOES_BACK) {
      world.custody.database.write(
          tx -> {
            tx.execute("UPDATE policies SET state = 'ACTIVE' WHERE state LIKE 'PURGE_%'");
            Resealed.all(tx, CustodySeals.POLICY);
            return null;
          });
    } else if (kind < 97) {
      revoke(client, policy);
    } else {
      leave(client, policy);
    }
  }

  private void put(Client client) {
    if (!owners.isEmpty()) {
      UUID object = new UUID(random.nextLong(), random.nextLong());
      UUID owner = any(owners);
      if (client.ask(new Op.Put(owner, object)).isDone()) {
        objects.add(new Op.Read(owner, object));
      }
    }
  }

  private void read(Client client) {
    if (!objects.isEmpty()) {
      client.ask(any(objects));
    }
  }

  /** A tenant that takes its permissions away, for longer than a lease if nobody else acts. */
  private void revoke(Client client, UUID policy) {
    int place = world.history.places.get(policy);
    world.refuseBoth(place, true);
    long over = world.nanos() + World.LEASE.toNanos();
    for (int turn = 0; turn < MAX_TURNS && world.nanos() < over; turn++) {
      world.turns.pass();
    }
    for (int i = 0; i < READS; i++) {
      read(client);
    }
    world.refuseBoth(place, false);
  }

  /** A tenant that leaves, as far as nothing comes between. */
  private void leave(Client client, UUID policy) {
    int place = world.history.places.get(policy);
    world.refuseBoth(place, true);
    world.turns.pass();
    client.ask(new Op.Request(policy));
    world.refuseBoth(place, true);
    client.ask(new Op.Authorise(policy));
    world.refuseBoth(place, true);
    for (String operator : List.of(any(OPERATORS), any(OPERATORS), any(OPERATORS))) {
      client.ask(new Op.Approve(policy, operator));
    }
    client.ask(new Op.Look(policy));
    if (random.nextBoolean()) {
      world.refuseBoth(place, false);
    }
    read(client);
  }

  /**
   * Lets what was ordered come to its end, with all permissions given back; false if it does not.
   */
  boolean settle() {
    world.letDie(false);
    for (int place = 0; place < World.PLACES; place++) {
      world.refuseBoth(place, false);
    }
    // Whoever was refused a moment ago is so still, if there is nothing left to do.
    world.pass(World.FAILURE_MEMORY);
    Node node = world.node(0);
    for (int round = 0; round < 400; round++) {
      List<String> due = node.jobs.due();
      if (due.isEmpty()) {
        return true;
      }
      due.forEach(node.jobs::step);
      world.pass(Duration.ofSeconds(1));
    }
    return false;
  }
}

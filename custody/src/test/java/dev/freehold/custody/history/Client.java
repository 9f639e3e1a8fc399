package dev.freehold.custody.history;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.history.Event.Result;
import dev.freehold.custody.holds.HoldWish;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.policies.NewPolicy;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.DocumentFacts;
import dev.freehold.custody.purge.OperatorApproval;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeWish;
import dev.freehold.custody.recovery.RecoveryRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Asks a node for something, and writes down what came of it. */
final class Client {

  private static final PurgeWish WISH = new PurgeWish("The firm is wound up", "Gro Haug", false);
  private static final Instant SIGNED = Instant.ofEpochSecond(1_780_000_000);

  private final World world;
  private final String name;

  Client(World world, String name) {
    this.world = world;
    this.name = name;
  }

  /** What a policy was seen to be, and how many copies of keys there were afterwards. */
  record Seen(PolicyState state, long copies, List<Integer> versions) {}

  Event ask(Op op) {
    return ask(op, world.anyNode());
  }

  Event ask(Op op, Node node) {
    return invoke(op, node, asked -> act(op, asked));
  }

  private Event invoke(Op op, Node node, Function<Node, Object> act) {
    long nanos = world.nanos();
    long invoked = world.begins();
    Result result;
    try {
      result = new Result.Done(act.apply(node));
    } catch (CustodyException e) {
      result = new Result.Refused(e.code());
    } catch (KeyAccessException e) {
      result = new Result.Refused(e.code());
    } catch (NodeDiedError e) {
      result = new Result.Unknown();
    } catch (RuntimeException e) {
      result = new Result.Refused("unexpected: " + e);
    } finally {
      world.ended(invoked);
    }
    if (node.isDead()) {
      // Whoever asked got no answer.
      result = new Result.Unknown();
    }
    Event event = new Event(name, op, invoked, nanos, world.history.next(), result);
    world.history.add(event);
    return event;
  }

  private Object act(Op op, Node node) {
    return switch (op) {
      case Op.CreatePolicy make -> policy(make.place(), node);
      case Op.CreateOwner make ->
          node.ownerKeys.create(
              NewOwner.mailbox(world.tenant(), make.owner(), make.policy()), SYSTEM);
      case Op.Assign order ->
          node.moves
              .assign(world.tenant(), List.of(order.owner()), Optional.of(order.policy()), ADMIN)
              .id();
      case Op.Ordered look ->
          node.ownerKeys
              .standing(world.tenant(), look.owner())
              .flatMap(OwnerStanding::orderedPolicyId);
      case Op.Put put -> done(() -> node.contents.put(put.owner(), put.object(), USER));
      case Op.Read read -> done(() -> node.contents.read(read.object(), USER));
      case Op.Roll roll -> roll(roll, node);
      case Op.AvailabilityRoll roll ->
          node.rolls.rollAvailabilityKey(world.tenant(), roll.policy(), ADMIN).id();
      case Op.Hold hold ->
          node.holds
              .place(world.tenant(), hold.owner(), new HoldWish(hold.name(), "audit"), ADMIN)
              .id();
      case Op.Lift lift ->
          done(() -> node.holds.lift(world.tenant(), lift.owner(), lift.name(), ADMIN));
      case Op.Request ask ->
          node.requests.request(world.tenant(), ask.policy(), WISH, ADMIN).state();
      case Op.Authorise ask -> authorise(ask.policy(), node);
      case Op.Approve ask -> approve(ask, node);
      case Op.Look look -> look(look.policy(), node);
      case Op.Recover recover -> recover(recover, node);
    };
  }

  private static Boolean done(Runnable act) {
    act.run();
    return true;
  }

  private UUID policy(int place, Node node) {
    return node.policies
        .create(
            NewPolicy.forMailboxes(
                world.tenant(),
                "policy-%d-%d".formatted(place, world.history.next()),
                "",
                World.key(place, 1).toString(),
                World.key(place, 2).toString()),
            ADMIN)
        .id();
  }

  private UUID roll(Op.Roll roll, Node node) {
    TreeMap<Integer, Optional<String>> keys = new TreeMap<>();
    roll.newest().keySet().forEach(root -> keys.put(root, Optional.empty()));
    return node.rolls.roll(world.tenant(), roll.policy(), roll.policy(), keys, ADMIN).id();
  }

  private PurgeCase caseOf(UUID policy, Node node) {
    return node.cases.list(world.tenant()).stream()
        .filter(purge -> purge.policyId().equals(policy))
        .findFirst()
        .orElseThrow(() -> new CustodyException(CustodyError.PURGE_NOT_FOUND, "none"));
  }

  private PolicyState authorise(UUID policy, Node node) {
    PurgeCase purge = caseOf(policy, node);
    DocumentFacts document =
        new DocumentFacts(
            "1f".repeat(32),
            "2e".repeat(32),
            node.cases.inventory(world.tenant(), purge.id()).sha256(),
            "3d".repeat(32),
            "Gro Haug",
            SIGNED);
    return node.cases.authorise(world.tenant(), purge.id(), document, ADMIN).state();
  }

  private PolicyState approve(Op.Approve ask, Node node) {
    return node.cases
        .approve(
            caseOf(ask.policy(), node).id(),
            new OperatorApproval(
                ask.operator(),
                "key of " + ask.operator(),
                "4c".repeat(32),
                SIGNED,
                Optional.empty()))
        .state();
  }

  private Seen look(UUID policy, Node node) {
    var found = node.policies.get(world.tenant(), policy);
    long copies = found.state() == PolicyState.PURGED ? Copies.of(world, policy) : 0;
    return new Seen(found.state(), copies, Copies.versions(world, found));
  }

  private UUID recover(Op.Recover recover, Node node) {
    RecoveryRequest asked =
        node.recovery.request(world.tenant(), recover.policy(), "both roots are lost", "asker");
    try {
      node.recovery.approve(world.tenant(), asked.id(), Optional.empty(), "approver");
      node.recovery.open(asked.id(), "operator");
      return node.recovery.recoverMailboxes(world.tenant(), asked.id(), recover.to(), "asker").id();
    } catch (CustodyException refused) {
      if (node.recovery.get(world.tenant(), asked.id()).openedAt().isEmpty()) {
        node.recovery.cancel(world.tenant(), asked.id(), "asker");
      }
      throw refused;
    }
  }

  /** How many versions each root's key had, for a roll to the newest. */
  Op.Roll rollOf(UUID policy, int place, List<Integer> roots) {
    Map<Integer, Integer> newest = new TreeMap<>();
    roots.forEach(root -> newest.put(root, world.newest(place, root)));
    return new Op.Roll(policy, newest);
  }
}

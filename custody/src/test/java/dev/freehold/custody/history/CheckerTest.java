package dev.freehold.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.history.Client.Seen;
import dev.freehold.custody.history.Event.Result.Done;
import dev.freehold.custody.policies.PolicyState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Short histories, written down by hand, in which one promise is not kept. */
@DisplayName("A checker")
class CheckerTest {

  private static final UUID POLICY = new UUID(7, 1);
  private static final UUID OWNER = new UUID(7, 2);
  private static final UUID OBJECT = new UUID(7, 3);

  private final History history = new History();

  private void happened(Op op, Object value) {
    var _ = history.happened(op, new Done(value), 0);
  }

  private void assertBroken(String promise, Map<UUID, Ending.Owner> owners, boolean intact) {
    Ending ending = new Ending(Map.of(), owners, Set.of(), Map.of(), List.of(), intact);
    assertThat(Checker.broken(history, ending)).anyMatch(broken -> broken.startsWith(promise));
  }

  private void policyWithMailbox() {
    happened(new Op.CreatePolicy(0), POLICY);
    happened(new Op.CreateOwner(OWNER, Optional.of(POLICY)), new UUID(7, 4));
  }

  @Test
  @DisplayName("notices that an acknowledged mailbox is missing")
  void lostMailbox() {
    policyWithMailbox();
    assertBroken("an acknowledged mailbox is there", Map.of(), true);
  }

  @Test
  @DisplayName("notices that an act is missing from the ledger")
  void lostEntry() {
    policyWithMailbox();
    assertBroken("an acknowledged act is in the ledger once", Map.of(), true);
  }

  @Test
  @DisplayName("believes a ledger that says it is not whole")
  void ledger() {
    assertBroken("the ledger is intact", Map.of(), false);
  }

  @Test
  @DisplayName("sees that roots of another policy open a mailbox")
  void openToOthers() {
    policyWithMailbox();
    Ending.Owner owner = new Ending.Owner(Optional.of(POLICY), POLICY, true, true, true);
    assertBroken("no other roots open a mailbox", Map.of(OWNER, owner), true);
  }

  private void authorised(UUID policy) {
    happened(new Op.Request(policy), PolicyState.PURGE_REQUESTED);
    happened(new Op.Authorise(policy), PolicyState.PURGE_AUTHORISED);
  }

  private static Ending ending(Map<UUID, Seen> policies, Ending.Owner owner) {
    return new Ending(policies, Map.of(OWNER, owner), Set.of(), Map.of(), List.of(), true);
  }

  @Test
  @DisplayName("sees a step of a purge of what is held, unless it may have been lifted by then")
  void holdAndLift() {
    policyWithMailbox();
    Op.Hold hold = new Op.Hold(OWNER, "case a");
    long invoked = history.next();
    long lifting = history.next();
    Event lift =
        new Event("b", new Op.Lift(OWNER, "case a"), lifting, 0, history.next(), new Done(true));
    history.add(new Event("a", hold, invoked, 0, history.next(), new Done(new UUID(7, 5))));
    authorised(POLICY);
    Ending ending =
        ending(Map.of(), new Ending.Owner(Optional.of(POLICY), POLICY, true, true, false));
    assertThat(Checker.broken(history, ending)).anyMatch(CheckerTest::isOfHold);
    history.add(lift);
    assertThat(Checker.broken(history, ending)).noneMatch(CheckerTest::isOfHold);
  }

  private static boolean isOfHold(String broken) {
    return broken.startsWith("what is held is not purged");
  }

  @Test
  @DisplayName(
      "notices a move that was ordered and not done, unless the policy to leave is to be purged")
  void moveThatDoesNotEnd() {
    policyWithMailbox();
    UUID other = new UUID(7, 6);
    Seen active = new Seen(PolicyState.ACTIVE, 0, List.of());
    Seen bound = new Seen(PolicyState.PURGE_AUTHORISED, 0, List.of());
    Ending.Owner under = new Ending.Owner(Optional.of(other), POLICY, false, true, false);
    assertThat(Checker.broken(history, ending(Map.of(other, active, POLICY, active), under)))
        .anyMatch(broken -> broken.startsWith("an ordered move comes to its end"));
    assertThat(Checker.broken(history, ending(Map.of(other, active, POLICY, bound), under)))
        .noneMatch(broken -> broken.startsWith("an ordered move comes to its end"));
  }

  @Test
  @DisplayName("sees a read after the end of a purge")
  void readAfterPurge() {
    policyWithMailbox();
    authorised(POLICY);
    happened(new Op.Approve(POLICY, "Ketil"), PolicyState.PURGE_AUTHORISED);
    happened(new Op.Approve(POLICY, "Runa"), PolicyState.PURGING);
    happened(new Op.Look(POLICY), new Seen(PolicyState.PURGED, 0, List.of()));
    Owners owners = new Owners(history);
    assertThat(Lives.broken(history, owners)).isEmpty();
    happened(new Op.Read(OWNER, OBJECT), true);
    assertThat(Lives.broken(history, owners)).hasSize(1);
  }
}

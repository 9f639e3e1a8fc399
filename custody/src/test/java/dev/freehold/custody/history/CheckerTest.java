package dev.freehold.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.hierarchy.PolicyState;
import dev.freehold.custody.history.Client.Seen;
import dev.freehold.custody.history.Event.Result.Done;
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
  @DisplayName("misses a mailbox that was acknowledged")
  void lostMailbox() {
    policyWithMailbox();
    assertBroken("an acknowledged mailbox is there", Map.of(), true);
  }

  @Test
  @DisplayName("misses an act in the ledger")
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

  @Test
  @DisplayName("sees a read after the end of a purge")
  void readAfterPurge() {
    policyWithMailbox();
    happened(new Op.Request(POLICY), PolicyState.PURGE_REQUESTED);
    happened(new Op.Authorise(POLICY), PolicyState.PURGE_AUTHORISED);
    happened(new Op.Approve(POLICY, "Ketil"), PolicyState.PURGE_AUTHORISED);
    happened(new Op.Approve(POLICY, "Runa"), PolicyState.PURGING);
    happened(new Op.Look(POLICY), new Seen(PolicyState.PURGED, 0, List.of()));
    Owners owners = new Owners(history);
    assertThat(Lives.broken(history, owners)).isEmpty();
    happened(new Op.Read(OWNER, OBJECT), true);
    assertThat(Lives.broken(history, owners)).hasSize(1);
  }
}

package dev.freehold.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.chaos.history.Violation.Rule;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {

  private final Script script = new Script();

  @Test
  void aPolicyThatIsNotListedIsLost() {
    script.done(new Deed.MakePolicy("p"), 0, 1);
    script.done(new Deed.SeePolicies("policies", Set.of()), 2, 3);
    assertThat(script.broken()).containsExactly(Rule.LOST);
  }

  @Test
  void anAssignmentThatGoesBackIsStale() {
    script.done(new Deed.Assign("m", "p"), 0, 1).done(new Deed.Assign("m", "q"), 2, 3);
    script.done(new Deed.SeeAssigned("m", "p"), 4, 5);
    assertThat(script.broken()).containsExactly(Rule.STALE);
  }

  @Test
  void aKeyThatARollLeftAndOneThatIsGoneAreFound() {
    script.done(new Deed.CountKeys("p", true, 0), 0, 1);
    assertThat(script.broken()).isEmpty();
    script.done(new Deed.CountKeys("p", true, 1), 2, 3);
    assertThat(script.broken()).containsExactly(Rule.KEY_LEFT);
    script.done(new Deed.CountKeys("p", false, 0), 4, 5);
    assertThat(script.broken()).containsExactly(Rule.KEY_LEFT, Rule.LOST);
  }

  @Test
  void aRefusedPolicyThatIsThereIsFoundAndAFailedLookTellsNothing() {
    script.done(new Deed.MakePolicy("q"), 0, 1);
    script.unknown(new Deed.SeePolicies("policies", Set.of()), 2, 3);
    assertThat(script.broken()).isEmpty();
    script.refused(new Deed.MakePolicy("p"), 4, 5, "403 vault-refused");
    script.refused(new Deed.Assign("m", "p"), 4, 5, "403 vault-refused");
    script.done(new Deed.SeeAssigned("m", "p"), 6, 7);
    assertThat(script.broken()).containsExactly(Rule.DAMAGED);
  }

  @Test
  void unknownOnesMayBeThereOrNot() {
    script.unknown(new Deed.MakePolicy("p"), 0, 1).unknown(new Deed.Assign("m", "p"), 0, 1);
    script.done(new Deed.SeePolicies("policies", Set.of()), 2, 3);
    script.done(new Deed.SeePolicies("policies", Set.of("p")), 4, 5);
    script.done(new Deed.SeeAssigned("m", "p"), 6, 7);
    assertThat(script.broken()).isEmpty();
  }
}

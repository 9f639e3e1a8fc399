package dev.freehold.chaos.history;

import static dev.freehold.chaos.history.Deed.ABSENT;
import static dev.freehold.chaos.history.Script.delete;
import static dev.freehold.chaos.history.Script.put;
import static dev.freehold.chaos.history.Script.putIf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.chaos.history.Violation.Rule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DocumentCheckTest {

  private final Script script = new Script();

  @Nested
  @DisplayName("Found are")
  class Found {

    @Test
    @DisplayName("a lost write")
    void lost() {
      script.done(put("a"), 0, 1).got(ABSENT, 2, 3);
      assertThat(script.broken()).containsExactly(Rule.LOST);
    }

    @Test
    @DisplayName("a stale read of what was replaced, which the evidence names with its time")
    void stale() {
      script.done(put("a"), 0, 1).done(put("b"), 2, 3).got("a", 4, 5);
      assertThat(script.broken()).containsExactly(Rule.STALE);
      assertThat(script.violations().getFirst().what())
          .contains("no order", "4.000-5.000 client at node-1: Get[object=files:keep/one, tag=a");
    }

    @Test
    @DisplayName("a read that goes back, although the write never answered")
    void goesBack() {
      script.done(put("a"), 0, 1).unknown(put("b"), 2, 3).got("b", 4, 5).got("a", 6, 7);
      assertThat(script.broken()).containsExactly(Rule.STALE);
    }

    @Test
    @DisplayName("a deleted document that comes back")
    void resurrected() {
      script.done(put("a"), 0, 1).done(delete(), 2, 3).got(ABSENT, 4, 5).got("a", 6, 7);
      assertThat(script.broken()).containsExactly(Rule.RESURRECTED);
    }

    @Test
    @DisplayName("a content that nobody wrote")
    void damaged() {
      script.done(put("a"), 0, 1).got("damaged", 2, 3);
      assertThat(script.broken()).containsExactly(Rule.DAMAGED);
    }

    @Test
    @DisplayName("a refused write that happened")
    void refusedYetDone() {
      script.done(put("a"), 0, 1).refused(put("b"), 2, 3, "403 AccessDenied key-access-refused");
      script.got("b", 4, 5);
      assertThat(script.broken()).containsExactly(Rule.DAMAGED);
    }

    @Test
    @DisplayName("a refused deletion that happened")
    void refusedYetDeleted() {
      script.done(put("a"), 0, 1).refused(delete(), 2, 3, "403 AccessDenied key-access-refused");
      script.got(ABSENT, 4, 5);
      assertThat(script.broken()).containsExactly(Rule.LOST);
    }

    @Test
    @DisplayName("two creations of one document that both succeeded")
    void createdTwice() {
      script.done(putIf(ABSENT, "a"), 0, 1).done(putIf(ABSENT, "b"), 0, 2);
      assertThat(script.broken()).containsExactly(Rule.STALE);
    }

    @Test
    @DisplayName("a condition that was said to fail although it held")
    void conditionHeld() {
      script.done(put("a"), 0, 1).refused(putIf("a", "b"), 2, 3, "412 PreconditionFailed");
      assertThat(script.broken()).containsExactly(Rule.STALE);
    }

    @Test
    @DisplayName("a replacement that was refused because nothing is there, although something is")
    void notThere() {
      script.done(put("a"), 0, 1).refused(putIf("a", "b"), 2, 3, "404 NoSuchKey");
      assertThat(script.broken()).containsExactly(Rule.LOST);
    }

    @Test
    @DisplayName("a replacement of what another one had replaced before")
    void lostUpdate() {
      script.done(put("a"), 0, 1).done(putIf("a", "b"), 2, 3).done(putIf("a", "c"), 4, 5);
      assertThat(script.broken()).containsExactly(Rule.STALE);
    }
  }

  @Nested
  @DisplayName("No alarm is given for")
  class Clean {

    @Test
    @DisplayName("writes at the same time, read in either order")
    void concurrent() {
      script.done(put("a"), 0, 3).done(put("b"), 1, 2).got("b", 4, 5).got("b", 6, 7);
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("a write without an answer that is seen late, or never")
    void unknown() {
      script.done(put("a"), 0, 1).unknown(put("b"), 2, 3).unknown(put("c"), 2, 3);
      script.got("a", 4, 5).got("b", 6, 7).got("b", 8, 9);
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("a deletion without an answer that happened after further reads")
    void unknownDelete() {
      script.done(put("a"), 0, 1).unknown(delete(), 2, 3).got("a", 4, 5).got(ABSENT, 6, 7);
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("a creation that was refused because an unknown one had happened")
    void refusedByUnknown() {
      script.unknown(putIf(ABSENT, "a"), 0, 1);
      script.refused(putIf(ABSENT, "b"), 2, 3, "412 PreconditionFailed").got("a", 4, 5);
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("a replacement that was refused because an unknown deletion had happened")
    void deletedByUnknown() {
      script.done(put("a"), 0, 1).unknown(delete(), 2, 3);
      script.refused(putIf("a", "b"), 4, 5, "404 NoSuchKey").got(ABSENT, 6, 7);
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("a read during a write, of what was before or of what is written")
    void during() {
      script.done(put("a"), 0, 1).done(put("b"), 2, 9).got("a", 3, 4).got("b", 5, 6);
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("a hundred writes of which every fifth got no answer")
    void many() {
      for (int i = 0; i < 100; i++) {
        if (i % 5 == 0) {
          script.unknown(put("u" + i), i, i + 0.5);
        } else {
          script.done(put("a" + i), i, i + 0.4).got("a" + i, i + 0.6, i + 0.9);
        }
      }
      assertThat(script.broken()).isEmpty();
    }
  }
}

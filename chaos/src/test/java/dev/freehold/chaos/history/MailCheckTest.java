package dev.freehold.chaos.history;

import static dev.freehold.chaos.history.Script.INBOX;
import static dev.freehold.chaos.history.Script.TRASH;
import static dev.freehold.chaos.history.Script.append;
import static dev.freehold.chaos.history.Script.deliver;
import static dev.freehold.chaos.history.Script.expunge;
import static dev.freehold.chaos.history.Script.flag;
import static dev.freehold.chaos.history.Script.mail;
import static dev.freehold.chaos.history.Script.move;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.chaos.history.Violation.Rule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MailCheckTest {

  private final Script script = new Script();

  @Nested
  @DisplayName("Found are")
  class Found {

    @Test
    @DisplayName("an appended message that is lost")
    void appendedLost() {
      script.done(append("a", 1), 0, 1).scanned(INBOX, 2, 3);
      assertThat(script.broken()).containsExactly(Rule.LOST);
    }

    @Test
    @DisplayName("a delivered message that no scan ever saw")
    void deliveredLost() {
      script.done(deliver("a"), 0, 1).scanned(INBOX, 2, 3);
      assertThat(script.broken()).containsExactly(Rule.LOST);
    }

    @Test
    @DisplayName("a message that was delivered once and is there twice")
    void twice() {
      script.done(deliver("a"), 0, 1).scanned(INBOX, 2, 3, mail("a", 1), mail("a", 2));
      assertThat(script.broken()).contains(Rule.TWICE);
    }

    @Test
    @DisplayName("a message that was expunged and is back")
    void resurrected() {
      script.done(append("a", 1), 0, 1).done(expunge("a", 1), 2, 3);
      assertThat(brokenByComingBack()).containsExactly(Rule.RESURRECTED);
    }

    @Test
    @DisplayName("a message that is back in the end, after many scans without it")
    void resurrectedLate() {
      script.done(append("a", 1), 0, 1).done(expunge("a", 1), 2, 3);
      for (int i = 4; i < 100; i++) {
        script.scanned(INBOX, i, i + 0.5);
      }
      script.scanned(TRASH, 100, 101, mail("a", 1));
      assertThat(script.broken()).containsExactly(Rule.DAMAGED);
      script.scanned(INBOX, 102, 103, mail("a", 1));
      assertThat(script.broken()).isNotEmpty();
    }

    @Test
    @DisplayName("a moved message that is in both folders")
    void inBoth() {
      script.done(append("a", 1), 0, 1).done(move("a", 1, 4L), 2, 3);
      script.scanned(TRASH, 4, 5, mail("a", 4)).scanned(INBOX, 6, 7, mail("a", 1));
      assertThat(script.broken()).containsExactly(Rule.STALE);
    }

    @Test
    @DisplayName("a moved message that is in neither folder")
    void inNeither() {
      script.done(append("a", 1), 0, 1).unknown(move("a", 1, null), 2, 3);
      script.scanned(INBOX, 4, 5).scanned(TRASH, 6, 7);
      assertThat(script.broken()).containsExactly(Rule.LOST);
    }

    @Test
    @DisplayName("a flag that was acknowledged and is lost")
    void flagLost() {
      script.done(append("a", 1), 0, 1).done(flag("a", 1, true), 2, 3);
      script.scanned(INBOX, 4, 5, mail("a", 1));
      assertThat(script.broken()).containsExactly(Rule.STALE);
    }

    @Test
    @DisplayName("a message that is back under the UID which an append or a move had given it")
    void backUnderItsOldUid() {
      script.done(append("a", 1), 0, 1).done(move("a", 1, 4L), 2, 3);
      script.unknown(new Deed.Move(TRASH, "a", Script.at(4), INBOX, null), 4, 5);
      script.scanned(INBOX, 6, 7, mail("a", 1));
      assertThat(script.broken()).containsExactly(Rule.STALE);
      script.done(append("b", 10), 10, 11).done(move("b", 10, 14L), 12, 13);
      script.done(new Deed.Move(TRASH, "b", Script.at(14), INBOX, Script.at(19)), 14, 15);
      script.unknown(move("b", 19, null), 16, 17).scanned(TRASH, 18, 19, mail("b", 14));
      assertThat(script.broken()).containsExactly(Rule.STALE, Rule.STALE);
    }

    @Test
    @DisplayName("a message that was gone after an expunge without an answer, and is back")
    void resurrectedAfterUnknown() {
      script.done(append("a", 1), 0, 1).unknown(expunge("a", 1), 2, 3);
      assertThat(brokenByComingBack()).containsExactly(Rule.STALE);
    }

    /** One scan finds no message, and the next one finds it again. */
    private List<Rule> brokenByComingBack() {
      script.scanned(INBOX, 4, 5).scanned(INBOX, 6, 7, mail("a", 1));
      return script.broken();
    }

    @Test
    @DisplayName("a message that was lost before it was expunged")
    void lostBeforeExpunged() {
      script.done(append("a", 1), 0, 1).scanned(INBOX, 2, 3).done(expunge("a", 1), 4, 5);
      assertThat(script.broken()).containsExactly(Rule.LOST);
    }

    @Test
    @DisplayName("a message that a move without an answer brought back after it was expunged")
    void movedAfterExpunged() {
      script.done(append("a", 1), 0, 1).done(expunge("a", 1), 2, 3);
      script.unknown(move("a", 1, null), 4, 5).scanned(TRASH, 6, 7, mail("a", 4));
      assertThat(script.broken()).hasSize(1);
    }

    @Test
    @DisplayName("a flag that was refused and is set")
    void refusedYetFlagged() {
      script.done(append("a", 1), 0, 1);
      script.refused(flag("a", 1, true), 2, 3, "NO CONTACTADMIN key-access-refused");
      script.scanned(INBOX, 4, 5, mail("a", 1, "\\Flagged"));
      assertThat(script.broken()).containsExactly(Rule.DAMAGED);
    }

    @Test
    @DisplayName("another flag than the one that was set")
    void anotherFlag() {
      script.done(append("a", 1), 0, 1).scanned(INBOX, 2, 3, mail("a", 1, "\\Answered"));
      assertThat(script.broken()).containsExactly(Rule.DAMAGED);
    }

    @Test
    @DisplayName("an expunge that was refused and a message that is gone")
    void refusedYetExpunged() {
      script.done(append("a", 1), 0, 1);
      script.refused(expunge("a", 1), 2, 3, "NO CONTACTADMIN key-access-refused");
      script.scanned(INBOX, 4, 5);
      assertThat(script.broken()).containsExactly(Rule.LOST);
    }

    @Test
    @DisplayName("a delivery that was refused and is there")
    void refusedYetDelivered() {
      script.refused(deliver("a"), 0, 1, "550 5.2.1").scanned(INBOX, 2, 3, mail("a", 1));
      assertThat(script.broken()).containsExactly(Rule.DAMAGED);
    }

    @Test
    @DisplayName("a message that is lost where it was moved, and one that was moved from nowhere")
    void movedLost() {
      script.done(append("a", 1), 0, 1).done(move("a", 1, 4L), 2, 3).scanned(TRASH, 4, 5);
      assertThat(script.broken()).containsExactly(Rule.LOST);
      script.done(append("b", 2), 6, 7).done(expunge("b", 2), 8, 9).done(move("b", 2, 5L), 10, 11);
      assertThat(script.broken()).containsExactly(Rule.LOST, Rule.STALE);
    }

    @Test
    @DisplayName("a message that nobody sent")
    void unsent() {
      script.done(append("a", 1), 0, 1).scanned(INBOX, 2, 3, mail("a", 1), mail("x", 2));
      script.done(new Deed.Put("mail:bob/1", "x", ""), 0, 1);
      assertThat(script.broken()).containsExactly(Rule.DAMAGED);
      assertThat(script.violations().getFirst().what())
          .startsWith("no client sent \"x\" to this mailbox");
    }
  }

  @Nested
  @DisplayName("Of numbers it finds")
  class Uids {

    @Test
    @DisplayName("a UID that names two messages")
    void named() {
      script.done(append("a", 1), 0, 1).done(expunge("a", 1), 2, 3).unknown(deliver("b"), 4, 5);
      script.scanned(INBOX, 6, 7, mail("b", 1));
      assertThat(script.broken()).containsExactly(Rule.UIDS);
    }

    @Test
    @DisplayName("a UID that does not rise")
    void falls() {
      script.done(append("a", 5), 0, 1).done(append("b", 4), 2, 3);
      assertThat(script.broken()).containsExactly(Rule.UIDS);
    }

    @Test
    @DisplayName("a UID that names another message than the answer to a move or an append said")
    void namedOtherwise() {
      script.done(append("a", 1), 0, 1).done(append("b", 2), 2, 3).done(move("a", 1, 4L), 4, 5);
      script.scanned(TRASH, 6, 7, mail("b", 4));
      assertThat(script.broken()).contains(Rule.UIDS);
    }

    @Test
    @DisplayName("a UIDNEXT and a HIGHESTMODSEQ that fall, each by itself")
    void fallingFolder() {
      script.done(new Deed.Scan(INBOX, 7, 10, 20, List.of(), 0), 0, 1);
      script.done(new Deed.Scan(INBOX, 7, 10, 20, List.of(), 0), 2, 3);
      assertThat(script.broken()).isEmpty();
      script.done(new Deed.Scan(INBOX, 7, 9, 20, List.of(), 0), 4, 5);
      assertThat(script.broken()).containsExactly(Rule.UIDS);
      script.done(new Deed.Scan(INBOX, 7, 10, 19, List.of(), 0), 6, 7);
      assertThat(script.broken()).containsExactly(Rule.UIDS, Rule.UIDS);
    }

    @Test
    @DisplayName("a place under another UIDVALIDITY than the folder has")
    void placeOfAnotherValidity() {
      script.scanned(8, INBOX, 0, 1).unknown(deliver("b"), 0, 1).done(append("a", 1), 2, 3);
      assertThat(script.broken()).containsExactly(Rule.UIDS);
    }

    @Test
    @DisplayName("another UIDVALIDITY")
    void validity() {
      script.scanned(7, INBOX, 0, 1).scanned(8, INBOX, 2, 3);
      assertThat(script.broken()).containsExactly(Rule.UIDS);
    }

    @Test
    @DisplayName("flags that change without the mod-sequence")
    void modSeq() {
      script.done(append("a", 1), 0, 1).done(flag("a", 1, true), 2, 3);
      script.scanned(INBOX, 2, 3, new Deed.Mail(1, "a", Set.of(), 10));
      script.scanned(INBOX, 4, 5, new Deed.Mail(1, "a", Set.of("\\Flagged"), 10));
      assertThat(script.broken()).containsExactly(Rule.UIDS);
    }

    @Test
    @DisplayName("a mod-sequence that falls")
    void modSeqFalls() {
      script.done(append("a", 1), 0, 1);
      script.scanned(INBOX, 2, 3, new Deed.Mail(1, "a", Set.of(), 10));
      script.scanned(INBOX, 4, 5, new Deed.Mail(1, "a", Set.of(), 9));
      assertThat(script.broken()).containsExactly(Rule.UIDS);
    }
  }

  @Nested
  @DisplayName("No alarm is given for")
  class Clean {

    @Test
    @DisplayName("messages without an answer, of which one is there and one is not")
    void unknown() {
      script.unknown(deliver("a"), 0, 1).unknown(deliver("b"), 0, 1);
      script.scanned(INBOX, 2, 3).scanned(INBOX, 4, 5, mail("a", 3));
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("an unknown move that happened, of a message whose flag moves with it")
    void unknownMove() {
      script.done(append("a", 1), 0, 1).done(flag("a", 1, true), 2, 3);
      script.unknown(move("a", 1, null), 4, 5);
      script.scanned(INBOX, 6, 7).scanned(TRASH, 8, 9, mail("a", 2, "\\Flagged"));
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("a message that is moved there and back, and there again without an answer")
    void thereAndBack() {
      script.done(deliver("a"), 0, 1).scanned(INBOX, 2, 3, mail("a", 1));
      script.done(move("a", 1, 4L), 4, 5);
      script.done(new Deed.Move(TRASH, "a", Script.at(4), INBOX, Script.at(9)), 6, 7);
      script.unknown(move("a", 9, null), 8, 9);
      script.scanned(INBOX, 10, 11).scanned(TRASH, 12, 13, mail("a", 12));
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("a message that is moved back and forth without any answer")
    void withoutAnswers() {
      script.unknown(deliver("a"), 0, 1).scanned(INBOX, 2, 3, mail("a", 1));
      script.unknown(move("a", 1, null), 4, 5).scanned(TRASH, 6, 7, mail("a", 4));
      script.unknown(new Deed.Move(TRASH, "a", Script.at(4), INBOX, null), 8, 9);
      script.scanned(INBOX, 10, 11, mail("a", 12));
      script.unknown(move("a", 12, null), 14, 15).scanned(TRASH, 16, 17, mail("a", 15));
      script.scanned(INBOX, 18, 19);
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("an unknown move and an unknown expunge that did not happen")
    void nothingHappened() {
      script.done(append("a", 1), 0, 1).unknown(move("a", 1, null), 2, 3);
      script.unknown(expunge("a", 1), 4, 5).scanned(TRASH, 6, 7);
      script.scanned(INBOX, 8, 9, mail("a", 1));
      assertThat(script.broken()).isEmpty();
    }

    @Test
    @DisplayName("UIDs of messages that came at the same time, in either order")
    void concurrent() {
      script.done(append("a", 5), 0, 2).done(append("b", 4), 1, 3);
      script.scanned(INBOX, 4, 5, mail("b", 4), mail("a", 5));
      assertThat(script.broken()).isEmpty();
    }
  }
}

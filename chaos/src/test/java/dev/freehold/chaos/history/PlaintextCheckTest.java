package dev.freehold.chaos.history;

import static dev.freehold.chaos.history.Script.INBOX;
import static dev.freehold.chaos.history.Script.append;
import static dev.freehold.chaos.history.Script.mail;
import static dev.freehold.chaos.history.Script.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.chaos.history.Violation.Rule;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lease is five seconds. */
class PlaintextCheckTest {

  private static final Deed REVOKE = new Deed.Revoke("files:keep");
  private static final Deed GIVE_BACK = new Deed.GiveBack("files:keep");
  private static final Deed REVOKE_MAIL = new Deed.Revoke("mail:alice");

  private final Script script = new Script();

  @Test
  @DisplayName("A document that is read more than a lease and a second later is found")
  void late() {
    script.done(put("a"), 0, 1).done(REVOKE, 2, 3).got("a", 9.1, 9.2);
    assertThat(script.broken()).containsExactly(Rule.PLAINTEXT);
  }

  @Test
  @DisplayName("Until then it may be read, and the time to the last byte is measured")
  void early() {
    script.done(put("a"), 0, 1).done(REVOKE, 2, 3).got("a", 7.9, 8.25);
    assertThat(script.broken()).isEmpty();
    assertThat(script.check().plaintextAfterRevocation()).contains(Duration.ofMillis(5250));
  }

  @Test
  @DisplayName("Once the permissions are on their way back it may be read again")
  void givenBack() {
    script.done(put("a"), 0, 1).done(REVOKE, 2, 3).unknown(GIVE_BACK, 10, 11);
    script.got("a", 9.9, 10.1);
    assertThat(script.broken()).isEmpty();
  }

  @Test
  @DisplayName("Mail is read on while no node has heard of the refusal")
  void unheard() {
    script.done(append("a", 1), 0, 1).done(REVOKE_MAIL, 2, 3);
    script.scanned(INBOX, 20, 21, mail("a", 1));
    assertThat(script.broken()).isEmpty();
  }

  @Test
  @DisplayName("Mail that is read a lease after a node has refused it is found")
  void heard() {
    script.done(append("a", 1), 0, 1).done(REVOKE_MAIL, 2, 3);
    script.refused(
        new Deed.Scan(INBOX, 0, 0, 0, java.util.List.of(), 0),
        4,
        5,
        "NO CONTACTADMIN key-access-refused");
    script.scanned(INBOX, 12, 13, mail("a", 1));
    assertThat(script.broken()).containsExactly(Rule.PLAINTEXT);
  }

  @Test
  @DisplayName("What was purged and is read, and a purge without proof or with a key, are found")
  void purged() {
    script.done(append("a", 1), 0, 1).done(new Deed.Purge("mail:alice"), 2, 3);
    script.scanned(INBOX, 4, 5, mail("a", 1));
    script.done(new Deed.CountRows("mail:alice", 1), 6, 7);
    assertThat(script.broken())
        .containsExactlyInAnyOrder(Rule.PLAINTEXT, Rule.KEY_LEFT, Rule.KEY_LEFT);
  }

  @Test
  @DisplayName("A purge with a receipt that verifies and without rows is right")
  void proved() {
    script.done(append("a", 1), 0, 1).done(new Deed.Purge("mail:alice"), 2, 3);
    script.done(new Deed.VerifyReceipt("mail:alice"), 4, 5);
    script.done(new Deed.CountRows("mail:alice", 0), 6, 7);
    script.refused(
        new Deed.Scan(INBOX, 0, 0, 0, java.util.List.of(), 0), 8, 9, "NO CONTACTADMIN purged");
    assertThat(script.broken()).isEmpty();
  }
}

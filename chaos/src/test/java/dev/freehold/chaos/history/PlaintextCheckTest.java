package dev.freehold.chaos.history;

import static dev.freehold.chaos.history.Script.INBOX;
import static dev.freehold.chaos.history.Script.append;
import static dev.freehold.chaos.history.Script.mail;
import static dev.freehold.chaos.history.Script.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.chaos.history.Violation.Rule;
import java.time.Duration;
import java.util.List;
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
  @DisplayName(
      "A second more than a lease is allowed, and a revocation that failed forbids nothing")
  void allowed() {
    script.done(put("a"), 0, 1).unknown(REVOKE, 2, 3).got("a", 20, 21);
    script.done(REVOKE, 22, 23).got("a", 28.5, 28.7).got("a", 28.9, 29.4);
    assertThat(script.broken()).isEmpty();
    script.got("a", 29.1, 29.2);
    assertThat(script.broken()).containsExactly(Rule.PLAINTEXT);
  }

  @Test
  @DisplayName("A refusal of mail counts from both vaults' answers on, and only of this revocation")
  void heardEarly() {
    script.done(append("a", 1), 0, 1);
    refusedToRead(1, 2);
    script.done(REVOKE_MAIL, 3, 4).scanned(INBOX, 20, 21, mail("a", 1));
    script.done(new Deed.GiveBack("mail:alice"), 22, 23).done(REVOKE_MAIL, 30, 36);
    refusedToRead(31, 32);
    script.scanned(INBOX, 41, 41.5, mail("a", 1));
    assertThat(script.broken()).isEmpty();
    script.scanned(INBOX, 42.5, 43, mail("a", 1));
    assertThat(script.broken()).containsExactly(Rule.PLAINTEXT);
  }

  @Test
  @DisplayName("That nothing is there is no plaintext")
  void nothing() {
    script.done(REVOKE, 2, 3).got(Deed.ABSENT, 20, 21).done(new Deed.Purge("mail:alice"), 2, 3);
    script.done(new Deed.VerifyReceipt("mail:alice"), 4, 5).scanned(INBOX, 20, 21);
    assertThat(script.broken()).isEmpty();
  }

  @Test
  @DisplayName("Mail may be read for a lease after a refusal, whatever another tenant was told")
  void heardLate() {
    script.done(append("a", 1), 0, 1).done(REVOKE_MAIL, 2, 3);
    script.refused(scan("mail:bob/INBOX"), 4, 5, "NO CONTACTADMIN key-access-refused");
    script.scanned(INBOX, 14, 15, mail("a", 1));
    refusedToRead(16, 17);
    script.scanned(INBOX, 18, 19, mail("a", 1));
    assertThat(script.broken()).isEmpty();
  }

  @Test
  @DisplayName("Permissions that are given back for mail are none for documents")
  void givenBackForAnother() {
    script.done(put("a"), 0, 1).done(REVOKE, 2, 3).done(new Deed.GiveBack("mail:keep"), 4, 5);
    script.got("a", 10, 11);
    assertThat(script.broken()).containsExactly(Rule.PLAINTEXT);
  }

  @Test
  @DisplayName("A receipt that does not verify proves nothing, and a purge that failed needs none")
  void unproved() {
    script.failed(new Deed.Purge("mail:alice"), 0, 1, "503 database-unreachable");
    assertThat(script.broken()).isEmpty();
    script.done(new Deed.Purge("mail:alice"), 2, 3);
    script.refused(new Deed.VerifyReceipt("mail:alice"), 4, 5, "");
    assertThat(script.broken()).containsExactly(Rule.KEY_LEFT);
  }

  private void refusedToRead(double begin, double end) {
    script.refused(scan(INBOX), begin, end, "NO CONTACTADMIN key-access-refused");
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
        new Deed.Scan(INBOX, 0, 0, 0, List.of(), 0), 4, 5, "NO CONTACTADMIN key-access-refused");
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
  @DisplayName("Of a mailbox that was purged, and not of one whose name begins with the same words")
  void namesThatBeginAlike() {
    script.done(message("mail:leave-1/1", "a"), 0, 1).done(message("mail:leave-10/1", "b"), 0, 1);
    script.done(new Deed.Purge("mail:leave-1"), 2, 3);
    script.done(new Deed.VerifyReceipt("mail:leave-1"), 4, 5);
    script.done(read("mail:leave-10/1", "b"), 6, 7);
    assertThat(script.broken()).isEmpty();
    script.done(read("mail:leave-1/1", "a"), 8, 9);
    assertThat(script.broken()).containsExactly(Rule.PLAINTEXT);
  }

  @Test
  @DisplayName("A revocation is for all mailboxes of a tenant, and for no tenant named alike")
  void allMailboxesOfATenant() {
    script.done(new Deed.Revoke("mail:keep"), 2, 3);
    script.refused(scan("mail:keep/bob/INBOX"), 4, 5, "NO CONTACTADMIN key-access-refused");
    script.done(delivery("mail:keeper/alice/INBOX", "m"), 6, 7);
    script.scanned("mail:keeper/alice/INBOX", 12, 13, mail("m", 1));
    assertThat(script.broken()).isEmpty();
    script.done(delivery("mail:keep/alice/INBOX", "n"), 14, 15);
    script.scanned("mail:keep/alice/INBOX", 16, 17, mail("n", 1));
    assertThat(script.broken()).containsExactly(Rule.PLAINTEXT);
  }

  @Test
  @DisplayName("A message that the REST API stored is read over IMAP, and found if it was purged")
  void purgedAndReadOverImap() {
    script.done(message("mail:leave-1/1", "a"), 0, 1);
    script.scanned("mail:leave-1/INBOX", 2, 3, mail("a", 1));
    assertThat(script.broken()).isEmpty();
    script.done(new Deed.Purge("mail:leave-1"), 4, 5);
    script.done(new Deed.VerifyReceipt("mail:leave-1"), 6, 7);
    script.scanned("mail:leave-1/INBOX", 8, 9, mail("a", 1));
    assertThat(script.broken()).containsExactly(Rule.PLAINTEXT);
  }

  @Test
  @DisplayName("A purge with a receipt that verifies and without rows is right")
  void proved() {
    script.done(append("a", 1), 0, 1).done(new Deed.Purge("mail:alice"), 2, 3);
    script.done(new Deed.VerifyReceipt("mail:alice"), 4, 5);
    script.done(new Deed.CountRows("mail:alice", 0), 6, 7);
    script.refused(new Deed.Scan(INBOX, 0, 0, 0, List.of(), 0), 8, 9, "NO CONTACTADMIN purged");
    assertThat(script.broken()).isEmpty();
  }

  private static Deed message(String object, String tag) {
    return new Deed.Put(object, tag, "");
  }

  private static Deed read(String object, String tag) {
    return new Deed.Get(object, tag, Script.nanos(8.5));
  }

  private static Deed delivery(String folder, String tag) {
    return new Deed.Append(folder, tag, true, null);
  }

  private static Deed scan(String folder) {
    return new Deed.Scan(folder, 0, 0, 0, List.of(), 0);
  }
}

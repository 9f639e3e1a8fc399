package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.InspectionLog;
import dev.freehold.content.testing.SealedColumns;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.mail.MailSeals;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mail.messages.MailScrub;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fault matrix, row 55: a name leads where this service said, and nowhere else. */
@Order(1)
class SwappedNamesTest {

  private static final Map<String, Set<String>> DECIDE_NOTHING =
      Map.of(
          "mail_mailboxes", Set.of("last_uid_validity", "changed_at"),
          "mail_recipient_names", Set.of(),
          "mail_accepted_domains", Set.of(),
          "mail_mailbox_permissions", Set.of());

  @TempDir private Path folder;

  private static void refused(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.ROW_NOT_AUTHENTIC));
  }

  private static void run(MailFixture mail, String sql, Object... values) {
    mail.database.write(tx -> tx.execute(sql, values));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault55: two mailboxes whose names were exchanged are found by neither name")
  void fault55_namesExchanged(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox ada = mail.mailbox("ada@contoso.example");
      Mailbox bea = mail.mailbox("bea@contoso.example");
      Mailbox cleo = mail.mailbox("cleo@contoso.example");
      run(mail, "CREATE TABLE kept AS SELECT * FROM mail_recipient_names");
      run(mail, "DELETE FROM mail_recipient_names WHERE mailbox_id IN (?, ?)", ada.id(), bea.id());
      String put =
          "INSERT INTO mail_recipient_names (mailbox_id, kind, folded, tenant_id, seal)"
              + " SELECT CAST(? AS %s), kind, folded, tenant_id, seal FROM kept"
                  .formatted(dialect == Dialect.SQLITE ? "BLOB" : "BYTEA")
              + " WHERE mailbox_id = ?";
      run(mail, put, ada.id(), bea.id());
      run(mail, put, bea.id(), ada.id());

      for (Mailbox one : List.of(ada, bea)) {
        refused(() -> mail.mailboxes.require(mail.tenantId, one.address()));
        refused(
            () ->
                mail.mailboxes.require(
                    mail.tenantId, one.address().substring(0, one.address().indexOf('@'))));
        assertThat(mail.mailboxes.require(mail.tenantId, one.id().toString()).id())
            .as("its own row is what it was")
            .isEqualTo(one.id());
      }
      assertThat(mail.mailboxes.require(mail.tenantId, cleo.address()).id()).isEqualTo(cleo.id());
      assertThat(scrubbed(mail, ada)).allMatch(found -> found.startsWith("row-not-authentic"));
      assertThat(scrubbed(mail, ada).toString())
          .contains(ada.id() + ":ADDRESS")
          .doesNotContain("@", "bea");
      assertThat(scrubbed(mail, cleo)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault55: a mailbox under another address or kind is refused, and ends no listing")
  void fault55_rowOfTheMailbox(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox ada = mail.mailbox("ada@contoso.example");
      Mailbox bea = mail.mailbox("bea@contoso.example");
      Mailbox cleo = mail.mailbox("cleo@contoso.example");
      for (String change : List.of("address = 'aa@contoso.example'", "kind = 'MAIL_USER'")) {
        run(
            mail,
            "CREATE TABLE kept AS SELECT address, kind FROM mail_mailboxes WHERE id = ?",
            ada.id());
        run(mail, "UPDATE mail_mailboxes SET " + change + " WHERE id = ?", ada.id());
        refused(() -> mail.mailboxes.require(mail.tenantId, ada.id().toString()));
        refused(() -> mail.mailboxes.require(mail.tenantId, ada.address()));
        refused(() -> mail.recipients.get(mail.tenantId, ada.id()));
        refused(() -> mail.mailboxes.migrate(mail.tenantId, ada.id()));
        assertThat(page(mail, "", 1))
            .as("a short page would be the last")
            .containsExactly(bea.id());
        assertThat(page(mail, "", 10)).containsExactly(bea.id(), cleo.id());
        assertThat(scrubbed(mail, ada)).containsExactly("row-not-authentic mailbox " + ada.id());
        run(
            mail,
            "UPDATE mail_mailboxes SET address = (SELECT address FROM kept),"
                + " kind = (SELECT kind FROM kept) WHERE id = ?",
            ada.id());
        run(mail, "DROP TABLE kept");
      }
      assertThat(mail.mailboxes.require(mail.tenantId, ada.address()).id()).isEqualTo(ada.id());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fault55: an address that was given to another mailbox is reported for both of them")
  void fault55_addressGivenAway(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox ada = mail.mailbox("ada@contoso.example");
      Mailbox bea = mail.mailbox("bea@contoso.example");
      run(
          mail,
          "UPDATE mail_recipient_names SET mailbox_id = ? WHERE folded = ? AND kind = 'ADDRESS'",
          bea.id(),
          ada.address());
      assertThat(scrubbed(mail, ada))
          .containsExactly("name-misplaced address of mailbox " + ada.id());
      assertThat(scrubbed(mail, bea))
          .singleElement()
          .asString()
          .startsWith("row-not-authentic recipient-name ");
    }
  }

  private static List<Object> page(MailFixture mail, String after, int max) {
    return mail.recipients.list(RecipientQuery.all(mail.tenantId, after, max)).stream()
        .<Object>map(one -> one.recipient().id())
        .toList();
  }

  private static List<String> scrubbed(MailFixture mail, Mailbox mailbox) {
    List<String> found = new ArrayList<>();
    new MailScrub(mail.database, mail.messages)
        .inspect(
            mailbox.owner(),
            MailFixture.ALICE,
            new InspectionLog() {
              @Override
              public void found(ContentOwner owner, String code, String subject) {
                found.add(code + " " + subject);
              }

              @Override
              public void unchecked(ContentOwner owner, String code, String subject) {
                found.add("unchecked " + code + " " + subject);
              }

              @Override
              public void checked(long bytes) {}

              @Override
              public void unbound() {}
            });
    return found;
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("A mailbox that was renamed or migrated is found by its new names")
  void honestChangesAreSealed(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox ada =
          mail.mailboxes.createMailUser(
              mail.tenantId,
              "ada@contoso.example",
              "Ada",
              Optional.of(mail.policyId),
              MailFixture.ALICE);
      mail.mailboxes.migrate(mail.tenantId, ada.id());
      mail.recipients.edit(
          mail.tenantId,
          ada.id(),
          new RecipientEdit(
              Optional.empty(),
              Optional.empty(),
              Optional.of("ada.byron@contoso.example"),
              Optional.empty(),
              Optional.of("Ada Byron"),
              Optional.empty(),
              Optional.empty(),
              Optional.of(true),
              Optional.of(false),
              Optional.empty(),
              Optional.empty(),
              QuotaEdit.NONE,
              Map.of(3, "x")),
          "alice");
      for (String name : List.of("ada byron", "ADA.BYRON@contoso.example", ada.address())) {
        assertThat(mail.mailboxes.require(mail.tenantId, name).id()).isEqualTo(ada.id());
      }
      assertThat(scrubbed(mail, ada)).isEmpty();
    }
  }

  @Test
  @DisplayName("Every column of these tables is sealed, or is known to decide nothing")
  void everyColumnIsKnown() {
    try (MailFixture mail = new MailFixture(Dialect.SQLITE, folder)) {
      SealedColumns.assertKnown(mail.database, MailSeals.ALL, DECIDE_NOTHING);
    }
  }
}

package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailException;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A recipient is named")
class RecipientIdentityTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void byGuidAddressesUserPrincipalNameAliasNameDisplayNameAndDistinguishedName(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      UUID id = made(mail).id();
      for (String identity :
          List.of(
              id.toString(),
              id.toString().toUpperCase(Locale.ROOT),
              "asa@contoso.example",
              "ASA.O@contoso.example",
              "asa@login.example",
              "AsaO",
              "öberg, åsa",
              "ÅSA ÖBERG",
              "CN=Öberg\\, Åsa,OU=contoso,DC=example",
              "cn=öberg\\, åsa")) {
        assertThat(mail.mailboxes.find(mail.tenantId, identity).map(Mailbox::id))
            .as(identity)
            .contains(id);
      }
      for (String nobody :
          List.of("", " ", "asa", "CN=Åsa Öberg", "asa@contoso.exampl", "x".repeat(600), "%")) {
        assertThat(mail.mailboxes.find(mail.tenantId, nobody)).as(nobody).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void byANameBehindTheOrganisation(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox made = made(mail);
      mail.keepKeyInDatabase(made);
      UUID id = made.id();
      for (String identity :
          List.of(
              "x\\asao",
              "X\\AsaO",
              "x/Åsa Öberg",
              "x.example/Users/Öberg, Åsa",
              "x.example\\asa@login.example")) {
        assertThat(mail.mailboxes.find(mail.tenantId, identity).map(Mailbox::id))
            .as(identity)
            .contains(id);
      }
      for (String nobody :
          List.of(
              "y\\asao", "xx/asao", "x\\", "/asao", "\\asao", "x/a\\asao", "x\\a/asao", "x//")) {
        assertThat(mail.mailboxes.find(mail.tenantId, nobody)).as(nobody).isEmpty();
      }
      Mailbox odd = called(mail, "odd@contoso.example", "x\\asao");
      assertThat(mail.mailboxes.require(mail.tenantId, "X\\asao")).isEqualTo(odd);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void byNoNameThatSeveralGoBy(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox first = called(mail, "t1@contoso.example", "Tom Berg");
      Mailbox second = called(mail, "t2@contoso.example", "Tom Berg");
      assertAmbiguous(mail, "tom berg");
      assertThat(mail.mailboxes.require(mail.tenantId, "CN=Tom Berg,DC=x")).isEqualTo(first);
      assertThat(mail.mailboxes.require(mail.tenantId, "Tom Berg1")).isEqualTo(second);
      called(mail, "t3@contoso.example", "t1");
      assertAmbiguous(mail, "T1");
      // Being called like somebody's GUID takes it from nobody.
      called(mail, "t4@contoso.example", first.id().toString());
      assertThat(mail.mailboxes.require(mail.tenantId, first.id().toString())).isEqualTo(first);
      assertThatThrownBy(
              () -> mail.mailboxes.requireAll(mail.tenantId, List.of("t2", "nobody", "t1")))
          .isInstanceOfSatisfying(
              MailException.class, e -> assertThat(e.code()).isEqualTo("mailbox-not-found"));
    }
  }

  private static void assertAmbiguous(MailFixture mail, String identity) {
    assertThatThrownBy(() -> mail.mailboxes.find(mail.tenantId, identity))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.code()).isEqualTo("mailbox-ambiguous"));
  }

  private static Mailbox called(MailFixture mail, String address, String displayName) {
    return mail.mailboxes.create(
        mail.tenantId, address, displayName, Optional.empty(), MailFixture.ALICE);
  }

  private static Mailbox made(MailFixture mail) {
    Mailbox made =
        mail.mailboxes.create(
            new NewRecipient(
                mail.tenantId,
                RecipientKind.MAILBOX,
                "asa@contoso.example",
                "Åsa Öberg",
                Optional.of("Öberg, Åsa"),
                Optional.of("asao"),
                Optional.of("asa@login.example"),
                Optional.empty(),
                Optional.empty(),
                MailboxType.REGULAR,
                Optional.empty()),
            MailFixture.ALICE);
    mail.recipients.edit(
        mail.tenantId,
        made.id(),
        new Edits()
            .with(
                e ->
                    e.emailAddresses = List.of("SMTP:asa@contoso.example", "asa.o@contoso.example"))
            .edit(),
        "alice");
    return made;
  }
}

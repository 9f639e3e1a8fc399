package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.RecordedEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Recipients")
class RecipientsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void haveTheirNamesFromTheirAddressUnlessTheyAreGiven(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Recipient plain = recipient(mail, mail.mailbox("Ines@Contoso.example"));
      assertThat(plain.alias()).isEqualTo("ines");
      assertThat(plain.name()).isEqualTo("ines");
      assertThat(plain.userPrincipalName()).isEqualTo("ines@contoso.example");
      assertThat(plain.addresses()).containsExactly("ines@contoso.example");
      assertThat(plain.type()).isEqualTo(MailboxType.REGULAR);
      assertThat(plain.changedAt()).isEqualTo(plain.mailbox().createdAt());

      Recipient given =
          recipient(
              mail,
              mail.mailboxes.create(
                  new NewRecipient(
                      mail.tenantId,
                      RecipientKind.MAIL_USER,
                      "jo@contoso.example",
                      "Jo Ek",
                      Optional.of("Ek, Jo"),
                      Optional.of("JoE"),
                      Optional.of("Jo.Ek@contoso.example"),
                      Optional.of("SMTP:jo@old.example"),
                      Optional.of("eur"),
                      MailboxType.REGULAR,
                      Optional.of(mail.policyId)),
                  MailFixture.ALICE));
      assertThat(given.name()).isEqualTo("Ek, Jo");
      assertThat(given.alias()).isEqualTo("JoE");
      assertThat(given.userPrincipalName()).isEqualTo("jo.ek@contoso.example");
      assertThat(given.externalAddress()).contains("jo@old.example");
      assertThat(given.region()).contains("EUR");
      assertThat(mail.recipients.get(mail.tenantId, given.id()).policy())
          .isEqualTo(FakeCustody.policy(mail.policyId));
      mail.mailboxes.migrate(mail.tenantId, given.id());
      assertThat(recipient(mail, given.mailbox()).externalAddress()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void getANumberWhereADerivedNameIsTakenAndAreRefusedWhereAGivenOneIs(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      for (int i = 0; i < 12; i++) {
        mail.mailboxes.create(
            mail.tenantId,
            "kim@d" + i + ".example",
            "Kim Ito",
            Optional.empty(),
            MailFixture.ALICE);
      }
      List<Recipient> namesakes = page(mail, RecipientQuery.all(mail.tenantId, "", 20));
      assertThat(namesakes).extracting(Recipient::alias).doesNotHaveDuplicates();
      assertThat(namesakes).extracting(Recipient::alias).contains("kim", "kim1", "kim9");
      assertThat(namesakes).extracting(Recipient::name).contains("Kim Ito", "Kim Ito1");
      assertThat(namesakes)
          .extracting(recipient -> recipient.mailbox().displayName())
          .containsOnly("Kim Ito");

      assertCode(() -> named(mail, "l@d.example", "KIM ITO", "free"), MailError.NAME_TAKEN);
      assertCode(() -> named(mail, "l@d.example", "Free", "KIM"), MailError.ALIAS_TAKEN);
      assertCode(() -> named(mail, "kim@d3.example", "Free", "free"), MailError.MAILBOX_EXISTS);
      assertCode(() -> named(mail, "l@d.example", " Free", "free"), MailError.RECIPIENT_INVALID);
      assertCode(() -> named(mail, "l@d.example", "Free", "a b"), MailError.RECIPIENT_INVALID);
      assertThat(mail.mailboxes.find(mail.tenantId, "l@d.example")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areChangedWithAnEntryInTheLedgerThatSaysFromWhatToWhat(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("mia@contoso.example");
      UUID archive = UUID.randomUUID();
      RecipientEdit edit =
          new Edits()
              .with(e -> e.name = "Mia Roth")
              .with(e -> e.alias = "miar")
              .with(e -> e.displayName = "Mia R.")
              .with(e -> e.archiveId = archive)
              .with(e -> e.isHidden = true)
              .with(e -> e.region = "nam")
              .with(e -> e.type = MailboxType.SHARED)
              .with(e -> e.customAttributes = Map.of(1, "red", 15, "blue"))
              .edit();
      Recipients.Edited edited = edit(mail, mailbox, edit);
      Recipient after = edited.recipient().recipient();
      assertThat(edited.changed())
          .containsExactlyInAnyOrder(
              "name",
              "alias",
              "displayName",
              "archiveGuid",
              "hiddenFromAddressListsEnabled",
              "mailboxRegion",
              "mailboxType",
              "customAttribute1",
              "customAttribute15");
      assertThat(recipient(mail, mailbox)).isEqualTo(after);
      assertThat(after.archiveId()).contains(archive);
      assertThat(after.region()).contains("NAM");
      assertThat(after.customAttributes()).containsOnly(Map.entry(1, "red"), Map.entry(15, "blue"));
      List<RecordedEntry> entries = edits(mail);
      assertThat(entries).hasSize(1);
      assertThat(entries.getFirst().entry().objectId()).isEqualTo(mailbox.id().toString());
      assertThat(entries.getFirst().entry().facts())
          .containsEntry("aliasBefore", "mia")
          .containsEntry("alias", "miar")
          .containsEntry("recipientKind", "MAILBOX")
          .containsEntry("customAttribute1Before", "");

      assertThat(edit(mail, mailbox, edit).changed()).as("the same again").isEmpty();
      assertThat(recipient(mail, mailbox).changedAt()).isEqualTo(after.changedAt());
      assertThat(edits(mail)).hasSize(1);

      edit(
          mail,
          mailbox,
          new Edits()
              .with(e -> e.displayName = "")
              .with(e -> e.archiveId = new UUID(0, 0))
              .with(e -> e.region = "")
              .with(e -> e.customAttributes = Map.of(1, "", 15, "green"))
              .edit());
      Recipient cleared = recipient(mail, mailbox);
      assertThat(cleared.mailbox().displayName()).isEmpty();
      assertThat(cleared.archiveId()).isEmpty();
      assertThat(cleared.region()).isEmpty();
      assertThat(cleared.customAttributes()).containsOnly(Map.entry(15, "green"));
      assertThat(mail.mailboxes.find(mail.tenantId, "Mia R.")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void haveFurtherAddressesThatNobodyElseHas(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("nora@contoso.example");
      Mailbox other = mail.mailbox("olaf@contoso.example");
      edit(mail, mailbox, addresses("smtp:n@contoso.example", "SMTP:Nora@New.example"));
      Recipient after = recipient(mail, mailbox);
      assertThat(after.mailbox().address()).isEqualTo("nora@new.example");
      assertThat(after.furtherAddresses()).containsExactly("n@contoso.example");
      assertThat(after.userPrincipalName()).isEqualTo("nora@contoso.example");
      assertThat(mail.mailboxes.require(mail.tenantId, "N@contoso.example").id())
          .isEqualTo(mailbox.id());

      edit(mail, mailbox, new Edits().with(e -> e.address = "n@contoso.example").edit());
      assertThat(recipient(mail, mailbox).addresses())
          .containsExactly("n@contoso.example", "nora@new.example");

      edit(mail, mailbox, addresses("nn@contoso.example", "n@contoso.example"));
      assertThat(recipient(mail, mailbox).mailbox().address()).isEqualTo("nn@contoso.example");
      assertThat(mail.mailboxes.find(mail.tenantId, "nora@new.example")).isEmpty();
      edit(mail, other, addresses("SMTP:olaf@contoso.example", "smtp:nora@new.example"));

      assertCode(() -> edit(mail, other, addresses("N@CONTOSO.example")), MailError.MAILBOX_EXISTS);
      assertThat(recipient(mail, other).addresses())
          .containsExactly("olaf@contoso.example", "nora@new.example");
      for (List<String> wrong :
          List.of(
              List.<String>of(),
              List.of("sip:n@contoso.example"),
              List.of("SMTP:a@b.example", "SMTP:c@b.example"))) {
        assertCode(
            () -> edit(mail, other, addresses(wrong.toArray(String[]::new))),
            MailError.ADDRESS_INVALID);
      }
      assertCode(
          () ->
              edit(
                  mail,
                  other,
                  new Edits()
                      .with(e -> e.address = "x@b.example")
                      .with(e -> e.emailAddresses = List.of("y@b.example"))
                      .edit()),
          MailError.RECIPIENT_INVALID);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void ofOneKindHaveNotWhatOnlyTheOtherKindHas(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox mailbox = mail.mailbox("pia@contoso.example");
      Mailbox user =
          mail.mailboxes.createMailUser(
              mail.tenantId, "quin@contoso.example", "", Optional.empty(), MailFixture.ALICE);
      RecipientEdit external = new Edits().with(e -> e.externalAddress = "p@old.example").edit();
      assertCode(() -> edit(mail, mailbox, external), MailError.RECIPIENT_INVALID);
      edit(mail, user, external);
      assertThat(recipient(mail, user).externalAddress()).contains("p@old.example");
      RecipientEdit room = new Edits().with(e -> e.type = MailboxType.ROOM).edit();
      assertCode(() -> edit(mail, user, room), MailError.RECIPIENT_INVALID);
      for (int number : new int[] {0, 16}) {
        RecipientEdit attribute =
            new Edits().with(e -> e.customAttributes = Map.of(number, "x")).edit();
        assertCode(() -> edit(mail, user, attribute), MailError.RECIPIENT_INVALID);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void ofAnotherTenantLookLikeNoneAndTakeNoNames(Dialect dialect) {
    try (MailFixture mail = new MailFixture(dialect, folder)) {
      Mailbox made = mail.mailbox("ria@contoso.example");
      UUID stranger = UUID.randomUUID();
      assertCode(() -> mail.recipients.get(stranger, made.id()), MailError.MAILBOX_NOT_FOUND);
      assertCode(
          () -> mail.recipients.edit(stranger, made.id(), addresses("x@b.example"), "eve"),
          MailError.MAILBOX_NOT_FOUND);
      assertThat(mail.recipients.list(RecipientQuery.all(stranger, "", 10))).isEmpty();
      assertThat(mail.mailboxes.statistics(stranger, Set.of(made.id()))).isEmpty();
      Mailbox twin =
          mail.mailboxes.create(
              stranger, "ria@contoso.example", "", Optional.empty(), MailFixture.ALICE);
      assertThat(mail.recipients.get(stranger, twin.id()).recipient().alias()).isEqualTo("ria");
    }
  }

  private static List<RecordedEntry> edits(MailFixture mail) {
    return mail.ledger.entries(mail.tenantId, 0, 10).stream()
        .filter(recorded -> recorded.entry().operation().equals("MailboxEdit"))
        .toList();
  }

  private static void named(MailFixture mail, String address, String name, String alias) {
    mail.mailboxes.create(
        new NewRecipient(
            mail.tenantId,
            RecipientKind.MAILBOX,
            address,
            "",
            Optional.of(name),
            Optional.of(alias),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MailboxType.REGULAR,
            Optional.empty()),
        MailFixture.ALICE);
  }

  private static RecipientEdit addresses(String... listed) {
    return new Edits().with(e -> e.emailAddresses = List.of(listed)).edit();
  }

  private static Recipients.Edited edit(MailFixture mail, Mailbox mailbox, RecipientEdit edit) {
    return mail.recipients.edit(mail.tenantId, mailbox.id(), edit, "alice");
  }

  private static Recipient recipient(MailFixture mail, Mailbox mailbox) {
    return mail.recipients.get(mail.tenantId, mailbox.id()).recipient();
  }

  private static List<Recipient> page(MailFixture mail, RecipientQuery query) {
    return mail.recipients.list(query).stream().map(Recipients.Assigned::recipient).toList();
  }

  private static void assertCode(Runnable action, MailError error) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(MailException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}

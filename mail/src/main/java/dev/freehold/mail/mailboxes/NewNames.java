package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;

/** Gives a recipient that is being made its names, within the transaction that makes it. */
final class NewNames {

  /** How many numbers are tried in order, so that a few namesakes get small numbers. */
  private static final int COUNTED = 9;

  /**
   * Then this many at random, with as many digits: with a million namesakes one in a thousand
   * fails.
   */
  private static final int DRAWN = 9;

  private static final int DRAWN_BOUND = 1_000_000_000;

  private NewNames() {}

  /**
   * Claims every name of a draft.
   *
   * @param wanted says which names were given; those must be free, the derived ones get a number
   * @return the draft with the alias and name that it got
   * @throws MailException {@code mailbox-exists}, {@code alias-taken}, {@code recipient-name-taken}
   */
  static Recipient claim(Handle tx, Recipient draft, NewRecipient wanted) {
    Mailbox mailbox = draft.mailbox();
    require(tx, mailbox, NameKind.ADDRESS, mailbox.address());
    require(tx, mailbox, NameKind.USER_PRINCIPAL, draft.userPrincipalName());
    String alias = claim(tx, mailbox, NameKind.ALIAS, draft.alias(), wanted.alias().isPresent());
    String name = claim(tx, mailbox, NameKind.NAME, draft.name(), wanted.name().isPresent());
    if (!mailbox.displayName().isEmpty()) {
      require(tx, mailbox, NameKind.DISPLAY_NAME, mailbox.displayName());
    }
    return draft.withNames(name, alias);
  }

  /**
   * A look whether the names that were given are free, which {@link #claim} then makes sure of.
   *
   * @throws MailException as {@link #claim}
   */
  static void requireFree(Handle tx, Recipient draft, NewRecipient wanted) {
    requireFree(tx, draft, NameKind.ADDRESS, draft.mailbox().address());
    requireFree(tx, draft, NameKind.USER_PRINCIPAL, draft.userPrincipalName());
    wanted.alias().ifPresent(alias -> requireFree(tx, draft, NameKind.ALIAS, alias));
    wanted.name().ifPresent(name -> requireFree(tx, draft, NameKind.NAME, name));
  }

  private static void requireFree(Handle tx, Recipient draft, NameKind kind, String text) {
    RecipientName name = RecipientName.of(kind, text);
    if (RecipientNames.holder(tx, draft.mailbox().tenantId(), name).isPresent()) {
      throw kind.taken();
    }
  }

  static void require(Handle tx, Mailbox mailbox, NameKind kind, String text) {
    if (!isFree(tx, mailbox, kind, text)) {
      throw kind.taken();
    }
  }

  static String claim(Handle tx, Mailbox mailbox, NameKind kind, String text, boolean isGiven) {
    if (isFree(tx, mailbox, kind, text)) {
      return text;
    }
    for (int i = 1; !isGiven && i <= COUNTED + DRAWN; i++) {
      int number = i <= COUNTED ? i : ThreadLocalRandom.current().nextInt(DRAWN_BOUND);
      String numbered = numbered(text, number);
      if (isFree(tx, mailbox, kind, numbered)) {
        return numbered;
      }
    }
    throw kind.taken();
  }

  static boolean isFree(Handle tx, Mailbox mailbox, NameKind kind, String text) {
    return RecipientNames.claim(tx, mailbox.tenantId(), mailbox.id(), RecipientName.of(kind, text));
  }

  private static String numbered(String text, int number) {
    String digits = Integer.toString(number);
    int room = Math.min(MailLimits.MAX_ALIAS_CHARS, MailLimits.MAX_NAME_CHARS) - digits.length();
    return RecipientRules.clip(text, room) + digits;
  }
}

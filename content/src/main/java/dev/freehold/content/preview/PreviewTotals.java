package dev.freehold.content.preview;

import dev.freehold.custody.purge.ContentTotals;

/**
 * The effect on all mailboxes and sites of a policy.
 *
 * @param mailboxes that have content under the policy
 * @param sites that have content under the policy
 * @param waiting mailboxes and sites that have yet to come under it
 * @param unreadable what nobody could read any more
 * @param readable what of these mailboxes and sites could still be read
 * @param held mailboxes and sites among all these that are under a legal hold
 */
public record PreviewTotals(
    long mailboxes,
    long sites,
    long waiting,
    ContentTotals unreadable,
    ContentTotals readable,
    long held) {

  static final PreviewTotals NONE =
      new PreviewTotals(0, 0, 0, ContentTotals.NONE, ContentTotals.NONE, 0);

  PreviewTotals plus(PreviewEntry entry) {
    boolean isMailbox =
        switch (entry.kind()) {
          case MAILBOX -> true;
          case SITE -> false;
        };
    return new PreviewTotals(
        mailboxes + (isMailbox && !entry.isWaiting() ? 1 : 0),
        sites + (isMailbox || entry.isWaiting() ? 0 : 1),
        waiting + (entry.isWaiting() ? 1 : 0),
        unreadable.plus(entry.unreadable()),
        readable.plus(entry.readable()),
        held + (entry.legalHolds() > 0 ? 1 : 0));
  }
}

package dev.freehold.mail.migration.imap;

import java.util.Optional;

/**
 * A message of a page.
 *
 * @param number its number in the opened folder; 0 if it was not looked up
 * @param uid its UID
 * @param message what the server says about it; empty if that is to be asked when its turn comes
 */
public record SourceItem(int number, long uid, Optional<ImapMessage> message) {}

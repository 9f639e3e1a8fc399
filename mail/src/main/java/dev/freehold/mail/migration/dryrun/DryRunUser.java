package dev.freehold.mail.migration.dryrun;

import dev.freehold.mail.mailboxes.RecipientKind;
import java.util.List;
import java.util.Optional;

/**
 * What was found of one account.
 *
 * @param line the line of the CSV
 * @param address whom it is for
 * @param userName how it signs in at the source
 * @param kind what it is for here; empty if that was removed meanwhile
 * @param code why it cannot be migrated as it is now, as a stable code
 * @param reason the same in words, safe to show
 * @param folders how many folders would be copied
 * @param items how many messages they have
 * @param bytes how many bytes, as the source says
 * @param changedNames folders that will be called otherwise here
 * @param refused folders that cannot be copied, with the code that says why
 * @param seconds how long reading it takes, by a sample; empty if there is nothing to read
 */
public record DryRunUser(
    int line,
    String address,
    String userName,
    Optional<RecipientKind> kind,
    Optional<String> code,
    Optional<String> reason,
    long folders,
    long items,
    long bytes,
    List<ChangedName> changedNames,
    List<Refused> refused,
    Optional<Long> seconds) {

  /** Copies. */
  public DryRunUser {
    changedNames = List.copyOf(changedNames);
    refused = List.copyOf(refused);
  }

  /** A folder's name at the source, and its path here. */
  public record ChangedName(String sourceName, String path) {}

  /** A folder that cannot be copied. */
  public record Refused(String path, String code) {}

  /** Whether nothing speaks against it. */
  public boolean isReady() {
    return code.isEmpty();
  }
}

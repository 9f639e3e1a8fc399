package dev.freehold.server.document;

import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.ledger.receipt.BackupsText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that an operator signs about backups, see {@link BackupsText}. Immutable.
 *
 * @param text ends in a line feed
 * @param purge the case
 * @param number of the attestation, from 1
 * @param destroyedOn the day by which backups were destroyed
 */
public record BackupsStatement(String text, UUID purge, int number, LocalDate destroyedOn) {

  private static final String GUID =
      "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
  private static final Pattern TEXT =
      Pattern.compile(
          BackupsText.FORM.formatted(
              GUID,
              GUID,
              GUID,
              "([0-9]{1,18})",
              "([0-9a-f]{64})",
              "([0-9]{1,3})",
              "([0-9]{4}-[0-9]{2}-[0-9]{2})"));

  private static final int PURGE_GROUP = 3;
  private static final int NUMBER_GROUP = 6;
  private static final int DESTROYED_GROUP = 7;

  /** The statement about a purge that has ended. */
  static BackupsStatement of(PurgeCase purge, int number, LocalDate destroyedOn) {
    return new BackupsStatement(
        BackupsText.of(
            purge.tenantId(),
            purge.policyId(),
            purge.id(),
            purge.receiptEntry().orElseThrow(),
            purge.inventory().orElseThrow().sha256(),
            number,
            destroyedOn.toString()),
        purge.id(),
        number,
        destroyedOn);
  }

  /** Reads a statement, whatever it is about; empty if {@code text} is no statement. */
  public static Optional<BackupsStatement> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BackupsStatement(
              text,
              UUID.fromString(matcher.group(PURGE_GROUP)),
              Integer.parseInt(matcher.group(NUMBER_GROUP)),
              LocalDate.parse(matcher.group(DESTROYED_GROUP))));
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }
}

package dev.freehold.mail.migration.csv;

import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.migration.csv.CsvColumns.Column;
import dev.freehold.mail.migration.endpoint.SignInKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads a CSV whose rows are all for mailboxes or mail users of a tenant. */
public final class CsvRecipients {

  private static final int LOOKED_UP_AT_ONCE = 500;

  private CsvRecipients() {}

  /**
   * The rows of a CSV. Nothing of them is in any message.
   *
   * @param allowUnknown whether further columns are skipped and not refused
   * @param kind how users sign in; not all have a secret
   * @throws MailException {@code migration-csv-invalid}, also if nobody in the tenant has an
   *     address or two rows are for one mailbox
   */
  public static List<CsvRow> rows(
      Mailboxes mailboxes, UUID tenantId, byte[] csv, boolean allowUnknown, SignInKind kind) {
    List<CsvRow> rows = MigrationCsv.parse(csv, allowUnknown, kind);
    try {
      require(mailboxes, tenantId, rows);
      return rows;
    } catch (RuntimeException e) {
      rows.forEach(row -> row.password().close());
      throw e;
    }
  }

  private static void require(Mailboxes mailboxes, UUID tenantId, List<CsvRow> rows) {
    CsvProblems problems = new CsvProblems();
    Map<UUID, Integer> lines = new HashMap<>();
    for (int from = 0; from < rows.size(); from += LOOKED_UP_AT_ONCE) {
      List<CsvRow> some = rows.subList(from, Math.min(rows.size(), from + LOOKED_UP_AT_ONCE));
      Map<String, Mailbox> found =
          mailboxes.findEach(tenantId, some.stream().map(CsvRow::address).toList());
      for (CsvRow row : some) {
        require(row, found.get(row.address()), lines, problems);
      }
    }
    problems.requireNone();
  }

  private static void require(
      CsvRow row, Mailbox mailbox, Map<UUID, Integer> lines, CsvProblems problems) {
    if (mailbox == null) {
      problems.add(
          row.line(),
          Column.EMAIL_ADDRESS,
          "is no address of a mailbox or mail user of the tenant");
      return;
    }
    Integer first = lines.putIfAbsent(mailbox.id(), row.line());
    if (first != null) {
      problems.add(
          row.line(),
          Column.EMAIL_ADDRESS,
          "is another address of the mailbox in line %d".formatted(first));
    }
  }
}

package dev.freehold.mail.migration.csv;

import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.migration.csv.CsvColumns.Column;
import dev.freehold.mail.migration.endpoint.SignInKind;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourcePassword;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the CSV of a batch: a header with EmailAddress, UserName and Password, then the rows. */
public final class MigrationCsv {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private MigrationCsv() {}

  /**
   * The rows. Nothing of them is in any message.
   *
   * @param allowUnknown whether further columns are skipped and not refused
   * @param kind how users sign in; not all have a secret
   * @throws MailException {@code migration-csv-invalid}, with all that is wrong
   */
  public static List<CsvRow> parse(byte[] csv, boolean allowUnknown, SignInKind kind) {
    CsvRecords records = new CsvRecords(text(csv));
    CsvColumns columns =
        CsvColumns.of(
            records.next().orElseThrow(() -> CsvProblems.invalid("the CSV is empty")),
            allowUnknown,
            kind);
    List<CsvRow> rows = new ArrayList<>();
    try {
      read(records, columns, kind, rows);
      return rows;
    } catch (MailException e) {
      rows.forEach(row -> row.password().close());
      throw e;
    }
  }

  private static void read(
      CsvRecords records, CsvColumns columns, SignInKind kind, List<CsvRow> rows) {
    CsvProblems problems = new CsvProblems();
    Map<String, Integer> lines = new HashMap<>();
    int line = records.line();
    for (Optional<List<String>> record = records.next();
        record.isPresent();
        record = records.next()) {
      List<String> fields = record.get();
      if (fields.size() > 1 || !fields.getFirst().isEmpty()) {
        int at = line;
        row(at, fields, columns, kind, problems).ifPresent(rows::add);
        requireRoom(at, rows.size());
        requireFirst(at, fields, columns, lines, problems);
      }
      line = records.line();
    }
    if (rows.isEmpty() && problems.count() == 0) {
      throw CsvProblems.invalid("the CSV has no line after its header; give at least one mailbox");
    }
    problems.requireNone();
  }

  private static String text(byte[] csv) {
    if (csv.length > MigrationLimits.MAX_CSV_BYTES) {
      throw CsvProblems.invalid(
          "a CSV has at most %d bytes, got %d"
              .formatted(MigrationLimits.MAX_CSV_BYTES, csv.length));
    }
    if (isUtf16(csv)) {
      throw CsvProblems.invalid("the CSV is in UTF-16; save it in UTF-8 and try again");
    }
    ByteBuffer bytes = ByteBuffer.wrap(csv);
    CharBuffer text = CharBuffer.allocate(csv.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
      throw CsvProblems.invalid(
          "line %d: it is not in UTF-8; save the CSV in UTF-8 and try again"
              .formatted(line(csv, bytes.position())));
    }
    String all = text.flip().toString();
    return all.startsWith(BYTE_ORDER_MARK) ? all.substring(1) : all;
  }

  /** With its mark, or with a zero byte in each letter of the header. */
  private static boolean isUtf16(byte[] csv) {
    if (csv.length < 2) {
      return false;
    }
    int first = ((csv[0] & 0xFF) << 8) | (csv[1] & 0xFF);
    return first == 0xFEFF || first == 0xFFFE || csv[0] == 0 || csv[1] == 0;
  }

  private static int line(byte[] csv, int end) {
    int line = 1;
    for (int i = 0; i < end; i++) {
      line += csv[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static Optional<CsvRow> row(
      int line, List<String> fields, CsvColumns columns, SignInKind kind, CsvProblems problems) {
    if (fields.size() != columns.count()) {
      problems.add(
          line,
          fields.size() < columns.count()
              ? "it has fewer columns than the header"
              : "it has more columns than the header; a value with a comma in it stands in"
                  + " quotation marks");
      return Optional.empty();
    }
    String address = address(fields, columns);
    String userName = columns.value(fields, Column.USER_NAME);
    byte[] password =
        kind.hasSecretOfUser()
            ? columns.value(fields, Column.PASSWORD).getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    int before = problems.count();
    requireAddress(line, address, problems);
    requireUserName(line, userName, problems);
    if (kind.hasSecretOfUser()) {
      requirePassword(line, password, kind.maxSecretBytes(), problems);
    }
    if (problems.count() > before) {
      Arrays.fill(password, (byte) 0);
      return Optional.empty();
    }
    return Optional.of(new CsvRow(line, address, userName, secret(password, kind)));
  }

  private static SourcePassword secret(byte[] password, SignInKind kind) {
    return kind.hasSecretOfUser() ? SourcePassword.takeOver(password) : SourcePassword.none();
  }

  private static String address(List<String> fields, CsvColumns columns) {
    return columns.value(fields, Column.EMAIL_ADDRESS).strip().toLowerCase(Locale.ROOT);
  }

  private static void requireAddress(int line, String address, CsvProblems problems) {
    if (address.isEmpty()) {
      problems.add(line, Column.EMAIL_ADDRESS, "is empty");
    } else if (address.length() > MailLimits.MAX_ADDRESS_CHARS) {
      problems.add(
          line,
          Column.EMAIL_ADDRESS,
          "has more than %d characters".formatted(MailLimits.MAX_ADDRESS_CHARS));
    } else if (address.indexOf('@') < 1) {
      problems.add(line, Column.EMAIL_ADDRESS, "is no address such as ada@contoso.example");
    }
  }

  private static void requireUserName(int line, String userName, CsvProblems problems) {
    if (userName.isEmpty()) {
      problems.add(line, Column.USER_NAME, "is empty");
    } else if (userName.length() > MigrationLimits.MAX_USER_NAME_CHARS) {
      problems.add(
          line,
          Column.USER_NAME,
          "has more than %d characters".formatted(MigrationLimits.MAX_USER_NAME_CHARS));
    } else if (userName.chars().anyMatch(Character::isISOControl)) {
      problems.add(line, Column.USER_NAME, "has a line break or another control character");
    }
  }

  private static void requirePassword(
      int line, byte[] password, int maxBytes, CsvProblems problems) {
    if (password.length == 0) {
      problems.add(line, Column.PASSWORD, "is empty");
    } else if (password.length > maxBytes) {
      problems.add(line, Column.PASSWORD, "has more than %d bytes".formatted(maxBytes));
    } else if (hasControl(password)) {
      problems.add(line, Column.PASSWORD, "has a line break or another control character");
    }
  }

  private static boolean hasControl(byte[] utf8) {
    for (byte b : utf8) {
      if (b >= 0 && b < ' ') {
        return true;
      }
    }
    return false;
  }

  private static void requireFirst(
      int line,
      List<String> fields,
      CsvColumns columns,
      Map<String, Integer> lines,
      CsvProblems problems) {
    if (fields.size() != columns.count()) {
      return;
    }
    String address = address(fields, columns);
    Integer first = address.isEmpty() ? null : lines.putIfAbsent(address, line);
    if (first != null) {
      problems.add(line, Column.EMAIL_ADDRESS, "is the address of line %d again".formatted(first));
    }
  }

  private static void requireRoom(int line, int rows) {
    if (rows > MigrationLimits.MAX_CSV_ROWS) {
      throw CsvProblems.invalid(
          "line %d: a CSV names at most %d mailboxes; make several batches"
              .formatted(line, MigrationLimits.MAX_CSV_ROWS));
    }
  }
}

package dev.freehold.mail.migration;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.migration.endpoint.SignInKind;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourcePassword;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the CSV of a batch: a header with EmailAddress, UserName and Password, then the rows. */
final class MigrationCsv {

  private static final List<String> COLUMNS = List.of("emailaddress", "username", "password");
  private static final String THREE = "EmailAddress, UserName and Password";
  private static final String TWO = "EmailAddress and UserName";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private MigrationCsv() {}

  /**
   * The rows. Nothing of them is in any message.
   *
   * @param allowUnknown whether further columns are skipped and not refused
   * @throws MailException {@code migration-csv-invalid}
   */
  static List<CsvRow> parse(byte[] csv, boolean allowUnknown) {
    return parse(csv, allowUnknown, SignInKind.BASIC);
  }

  /**
   * The same where users sign in in another way, and may have no password.
   *
   * @throws MailException {@code migration-csv-invalid}
   */
  static List<CsvRow> parse(byte[] csv, boolean allowUnknown, SignInKind kind) {
    CsvRecords records = new CsvRecords(text(csv));
    List<Integer> columns =
        columns(records.next().orElseThrow(() -> withoutHeader(kind)), allowUnknown, kind);
    List<CsvRow> rows = new ArrayList<>();
    Set<String> addresses = new HashSet<>();
    int line = records.line();
    for (Optional<List<String>> record = records.next();
        record.isPresent();
        record = records.next()) {
      if (record.get().size() > 1 || !record.get().getFirst().isEmpty()) {
        CsvRow row = row(line, record.get(), columns, kind);
        if (!addresses.add(row.address())) {
          throw CsvRecords.invalid(line, "names an address that an earlier line names");
        }
        rows.add(row);
        requireRoom(rows.size());
      }
      line = records.line();
    }
    if (rows.isEmpty()) {
      throw invalid("the CSV has no line after its header; give at least one mailbox");
    }
    return rows;
  }

  private static String text(byte[] csv) {
    if (csv.length > MigrationLimits.MAX_CSV_BYTES) {
      throw invalid("a CSV has at most %d bytes".formatted(MigrationLimits.MAX_CSV_BYTES));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw invalid("the CSV is not in UTF-8; save it in UTF-8 and try again");
    }
  }

  /** Where the columns are: three, or two where users have no secret of their own. */
  private static List<Integer> columns(List<String> header, boolean allowUnknown, SignInKind kind) {
    List<String> wanted = kind.hasSecretOfUser() ? COLUMNS : COLUMNS.subList(0, 2);
    List<String> names = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (!allowUnknown && !wanted.containsAll(names)) {
      throw invalid(
          "the CSV has a column other than %s; take it out or allow unknown columns"
              .formatted(kind.hasSecretOfUser() ? THREE : TWO));
    }
    return wanted.stream()
        .map(
            column -> {
              int at = names.indexOf(column);
              if (at < 0 || at != names.lastIndexOf(column)) {
                throw withoutHeader(kind);
              }
              return at;
            })
        .toList();
  }

  private static CsvRow row(int line, List<String> fields, List<Integer> columns, SignInKind kind) {
    if (columns.stream().anyMatch(column -> column >= fields.size())) {
      throw CsvRecords.invalid(line, "has fewer columns than the header");
    }
    String address = fields.get(columns.get(0)).strip().toLowerCase(Locale.ROOT);
    String userName = fields.get(columns.get(1));
    if (address.isEmpty()
        || address.length() > MailLimits.MAX_ADDRESS_CHARS
        || address.indexOf('@') < 1) {
      throw CsvRecords.invalid(line, "has no address as its EmailAddress");
    }
    if (userName.isEmpty()
        || userName.length() > MigrationLimits.MAX_USER_NAME_CHARS
        || userName.chars().anyMatch(Character::isISOControl)) {
      throw CsvRecords.invalid(line, "has an empty, too long or unprintable UserName");
    }
    SourcePassword password =
        kind.hasSecretOfUser()
            ? password(line, fields.get(columns.get(2)), kind)
            : SourcePassword.none();
    return new CsvRow(line, address, userName, password);
  }

  private static SourcePassword password(int line, String text, SignInKind kind) {
    byte[] password = text.getBytes(StandardCharsets.UTF_8);
    if (password.length == 0 || password.length > kind.maxSecretBytes() || hasControl(password)) {
      throw CsvRecords.invalid(line, "has an empty, too long or unprintable Password");
    }
    return SourcePassword.takeOver(password);
  }

  private static boolean hasControl(byte[] utf8) {
    for (byte b : utf8) {
      if (b >= 0 && b < ' ') {
        return true;
      }
    }
    return false;
  }

  private static void requireRoom(int rows) {
    if (rows > MigrationLimits.MAX_CSV_ROWS) {
      throw invalid(
          "a CSV names at most %d mailboxes; make several batches"
              .formatted(MigrationLimits.MAX_CSV_ROWS));
    }
  }

  private static MailException withoutHeader(SignInKind kind) {
    return invalid(
        "the first line of the CSV must be EmailAddress,UserName"
            + (kind.hasSecretOfUser() ? ",Password" : ""));
  }

  private static MailException invalid(String message) {
    return new MailException(MailError.MIGRATION_CSV_INVALID, message);
  }
}

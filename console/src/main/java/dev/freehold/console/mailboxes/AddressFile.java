package dev.freehold.console.mailboxes;

import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Addresses in a file: one on a line, or a table with a column that is headed {@code EmailAddress},
 * of which the other columns do not count. Columns are separated by commas, semicolons or tabs, and
 * may be in quotation marks. A refusal names the line.
 */
final class AddressFile {

  private static final String HEADING = "EmailAddress";
  private static final int MAX_ADDRESSES = 1_000;
  private static final int MAX_ADDRESS_CHARS = 320;
  private static final int MAX_SHOWN_CHARS = 64;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Visit visit;
  private final List<Line> found = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private boolean isBegun;
  private OptionalInt column = OptionalInt.empty();

  private AddressFile(Visit visit) {
    this.visit = visit;
  }

  /**
   * An address.
   *
   * @param number of its line, from 1
   */
  record Line(int number, String address) {}

  /**
   * The addresses, each once and in order.
   *
   * @throws RefusedException if it is no such file
   */
  static List<Line> read(Visit visit, byte[] file) {
    AddressFile reading = new AddressFile(visit);
    List<String> lines = reading.text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        reading.line(i + 1, lines.get(i));
      }
    }
    if (reading.found.isEmpty()) {
      throw refused(visit, "mailboxes.file-empty");
    }
    return reading.found;
  }

  /** Nobody has chosen a file. */
  static RefusedException missing(Visit visit) {
    return refused(visit, "mailboxes.file-missing");
  }

  private String text(byte[] file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      if (text.indexOf('\0') < 0) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      }
    } catch (CharacterCodingException notText) {
      // Said below.
    }
    throw refused(visit, "mailboxes.file-binary");
  }

  private void line(int number, String line) {
    List<String> columns =
        columns(line).orElseThrow(() -> refused(visit, "mailboxes.file-quote", number));
    if (!isBegun) {
      isBegun = true;
      column =
          IntStream.range(0, columns.size())
              .filter(i -> columns.get(i).equalsIgnoreCase(HEADING))
              .findFirst();
      if (column.isPresent()) {
        return;
      }
    }
    if (column.isEmpty() && columns.size() > 1) {
      throw refused(visit, "mailboxes.file-columns", number, HEADING);
    }
    int at = column.orElse(0);
    add(number, at < columns.size() ? columns.get(at) : "");
  }

  private void add(int number, String address) {
    if (!isAddress(address)) {
      String shown = address.substring(0, Math.min(address.length(), MAX_SHOWN_CHARS));
      throw refused(visit, "mailboxes.file-address", number, shown);
    }
    if (known.add(address.toLowerCase(Locale.ROOT))) {
      if (known.size() > MAX_ADDRESSES) {
        throw refused(visit, "mailboxes.file-many", number, MAX_ADDRESSES);
      }
      found.add(new Line(number, address));
    }
  }

  /** Whether it has the form of an address. The API says whether a mailbox has it. */
  private static boolean isAddress(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at < text.length() - 1
        && text.length() <= MAX_ADDRESS_CHARS
        && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }

  /** The columns without blanks and quotation marks around them; empty if a mark is not closed. */
  private static Optional<List<String>> columns(String line) {
    List<String> columns = new ArrayList<>();
    StringBuilder column = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (!isQuoted && (c == ',' || c == ';' || c == '\t')) {
        columns.add(column.toString().strip());
        column.setLength(0);
      } else {
        column.append(c);
      }
    }
    columns.add(column.toString().strip());
    return isQuoted ? Optional.empty() : Optional.of(List.copyOf(columns));
  }

  private static RefusedException refused(Visit visit, String key, Object... values) {
    return new RefusedException(
        new Problem(400, "address-file-invalid", visit.texts().of(key, values)));
  }
}

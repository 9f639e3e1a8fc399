package dev.freehold.mail.migration.csv;

import dev.freehold.mail.migration.imap.SourcePassword;

/**
 * A line of a batch's CSV.
 *
 * @param line its number in the file, from 2
 * @param address the mailbox or mail user that it is for, in lower case
 * @param userName how to sign in at the source
 * @param password how to prove it; the holder of the row closes it
 */
public record CsvRow(int line, String address, String userName, SourcePassword password) {

  /** Without what is in the row. */
  @Override
  public String toString() {
    return "CsvRow[" + line + "]";
  }
}

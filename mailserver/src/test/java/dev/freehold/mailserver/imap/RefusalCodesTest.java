package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.ledger.LedgerError;
import dev.freehold.ledger.LedgerException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mailserver.imap.answers.Refusal;
import dev.freehold.mailserver.imap.answers.RefusalCodes;
import dev.freehold.mailserver.imap.answers.StatusLine;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.util.Optional;
import org.apache.james.core.quota.QuotaSizeLimit;
import org.apache.james.core.quota.QuotaSizeUsage;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.OverQuotaException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What failures are called over IMAP")
class RefusalCodesTest {

  @ParameterizedTest
  @EnumSource
  @DisplayName("Each reason for which a key is not given has a code and a sentence in ASCII")
  void keys(KeyAccessException.Reason reason) {
    Refusal refusal = RefusalCodes.of(new KeyAccessException(reason, "why")).orElseThrow();

    assertThat(refusal.code().orElseThrow()).isIn("CONTACTADMIN", "UNAVAILABLE");
    assertThat(refusal.sentence()).matches("[ -~]{20,300}");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, CONTACTADMIN",
    "PURGED, CONTACTADMIN",
    "DID_NOT_ANSWER, UNAVAILABLE",
    "NOT_RECORDED, UNAVAILABLE"
  })
  @DisplayName("A refusal of the roots is for the administrators, silence for another try")
  void codes(KeyAccessException.Reason reason, String code) {
    assertThat(RefusalCodes.of(new KeyAccessException(reason, "why")).flatMap(Refusal::code))
        .contains(code);
  }

  @Test
  @DisplayName("The first cause that is known counts")
  void causes() {
    Exception wrapped =
        new MailboxException(
            "unable", new IllegalStateException(new MailException(MailError.NOT_MIGRATED, "soon")));

    assertThat(RefusalCodes.of(wrapped).flatMap(Refusal::code)).contains("UNAVAILABLE");
    assertThat(
            RefusalCodes.of(new OverQuotaException(QuotaSizeLimit.size(1), QuotaSizeUsage.size(2)))
                .flatMap(Refusal::code))
        .contains("OVERQUOTA");
    assertThat(RefusalCodes.of(new IllegalStateException())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Each failure of the store of content has a code")
  void content(ContentError error) {
    assertThat(RefusalCodes.of(new ContentException(error, "why")).flatMap(Refusal::code))
        .isPresent();
  }

  @Test
  @DisplayName("An act that the ledger does not take is for another try; a dead database counts")
  void ledger() {
    Exception gone = new PersistenceException(PersistenceError.UNREACHABLE, "gone", null);

    assertThat(sentence(unrecorded(null))).contains("UNAVAILABLE", "code ledger-unavailable");
    assertThat(sentence(unrecorded(gone))).contains("UNAVAILABLE", "code database-unreachable");
  }

  private static Exception unrecorded(Exception cause) {
    return new IllegalStateException(
        new LedgerException(LedgerError.UNAVAILABLE, "not recorded", cause));
  }

  private static String sentence(Exception failure) {
    return StatusLine.of("a1", RefusalCodes.of(failure).orElseThrow()).asText();
  }

  @Test
  @DisplayName("A sentence cannot end its line")
  void oneLine() {
    assertThat(
            StatusLine.of("a1", new Refusal("NO", Optional.of("CANNOT"), "no\r\na2 OK földer"))
                .asText())
        .isEqualTo("a1 NO [CANNOT] no??a2 OK f?lder");
  }
}

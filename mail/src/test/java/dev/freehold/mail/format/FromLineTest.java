package dev.freehold.mail.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A line of an mbox that begins with From")
class FromLineTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "From bob@example.com Wed Jan 12 08:11:22 2005, 2005-01-12T08:11:22Z",
    "From - Fri Jun  9 23:04:05 1995, 1995-06-09T23:04:05Z",
    "From bob@example.com  Thu Apr 30 14:25 1998, 1998-04-30T14:25:00Z",
    "From bob Mon Mar 02 10:00:00 +0200 2020, 2020-03-02T08:00:00Z",
    "From bob Mon Mar 02 10:00:00 EST 2020, 2020-03-02T15:00:00Z",
    "From bob Mon Mar 02 10:00:00 2020 -0130, 2020-03-02T11:30:00Z",
    "From Mon Mar 02 10:00:00 2020, 2020-03-02T10:00:00Z",
    "From a b c Mon Mar 02 10:00:60 2020, 2020-03-02T10:00:59Z",
    "From uucp Mon Mar 02 10:00:00 2020 remote from host, 2020-03-02T10:00:00Z",
  })
  void isASeparatorWithADeliveryDate(String line, Instant date) {
    assertThat(FromLine.date(line + "\n")).contains(date);
    assertThat(FromLine.date(line + "\r\n")).contains(date);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "From the desk of the director",
        "From now on, we meet on Mon Mar 2 at ten",
        "From bob@example.com",
        "From bob Mon Mar 32 10:00:00 2020",
        "From bob Mon Foo 02 10:00:00 2020",
        "From bob Mon Mar 02 25:00:00 2020",
        "From bob Mon Mar 02 10:00:00 2020 and more words",
        "From: bob Mon Mar 02 10:00:00 2020",
        ">From bob Mon Mar 02 10:00:00 2020",
      })
  void isTextIfItIsNotAWholeSeparator(String line) {
    assertThat(FromLine.date(line + "\n")).isEmpty();
  }

  @Test
  void thatWasSynthesisedIsReadBack() {
    Instant date = Instant.parse("2026-02-03T04:05:06Z");
    assertThat(FromLine.synthesise(date))
        .isEqualTo("From MAILER-DAEMON Tue Feb  3 04:05:06 2026\n");
    assertThat(FromLine.date(FromLine.synthesise(date))).contains(date);
  }

  @Test
  void isDecidedQuicklyHoweverItIsMadeUp() {
    String line = "From " + "Mon Mar ".repeat(120) + "\n";
    assertThat(FromLine.date(line)).isEmpty();
  }
}

package dev.freehold.mail.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The date of a header field")
class HeaderDatesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Wed, 12 Jan 2005 08:11:22 +0100 | 2005-01-12T07:11:22Z",
        "12 Jan 2005 08:11 -0800 (PST) | 2005-01-12T16:11:00Z",
        "Wed, 20 Dec 95 19:59 CST | 1995-12-21T01:59:00Z",
        "Tue, 1 Feb 03 00:00:00 GMT | 2003-02-01T00:00:00Z",
        "Tue, 1 February 103 00:00:00 XYZ | 2003-02-01T00:00:00Z",
        "by mx.example.com; Wed, 12 Jan 2005 08:11:22 +0000 | 2005-01-12T08:11:22Z",
        "12-Jan-2005 08:11:60 +0000 | 2005-01-12T08:11:59Z",
      })
  void isReadInTheFormsThatSendersWrite(String text, Instant date) {
    assertThat(HeaderDates.parse(text)).contains(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "32 Jan 2005 08:11:22",
        "12 Foo 2005 08:11:22",
        "12 Jan 2005 8:99",
        "12 Jan 2005 08:11:22 +9900"
      })
  void isAbsentWhereItCannotBeRead(String text) {
    assertThat(HeaderDates.parse(text)).isEmpty();
  }
}

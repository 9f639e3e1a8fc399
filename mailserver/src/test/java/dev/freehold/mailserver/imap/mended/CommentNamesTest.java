package dev.freehold.mailserver.imap.mended;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Names in comments")
class CommentNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a@x                            | a@x
          a@x (Real Name)                | Real Name <a@x>
          (Real Name) a@x, b@x (B. C)    | Real Name <a@x>, "B. C" <b@x>
          a@x (a \\) "b" (c))             | "a ) \\"b\\" (c)" <a@x>
          a@x (=?utf-8?q?=C3=A4?=)       | =?utf-8?q?=C3=A4?= <a@x>
          Name (comment) <a@x>           | Name (comment) <a@x>
          "a (b)"@x                      | "a (b)"@x
          group: a@x (A), b@x;, c@x (C)  | group: A <a@x>, b@x;, C <c@x>
          a@x ()                         | a@x ()
          a@x (open                      | open <a@x>
          nobody (Name)                  | nobody (Name)
          """)
  void moved(String value, String expected) {
    assertThat(CommentNames.moved(value).strip()).isEqualTo(expected);
  }
}

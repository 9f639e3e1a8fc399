package dev.freehold.mail.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of RFC 5256 section 2.1. */
@DisplayName("A base subject")
class BaseSubjectTest {

  @ParameterizedTest(name = "of <{0}>")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          test|test
           test |test
          a \t  b|a b
          Re: test|test
          RE: re:  Fwd: FW: test|test
          re [3]: test|test
          re[3] : test|test
          fwd [x]: test|test
          test (fwd)|test
          test (FWD) (fwd) |test
          [fwd: test]|test
          [Fwd: Re: test]|test
          Re: [Fwd: [list] test (fwd)]|test
          [list] Re: test|test
          [a][b] re: test|test
          [a] [b] test|test
          [list]|[list]
          [a] [b]|[b]
          re: [list]|[list]
          regarding: test|regarding: test
          re test|re test
          fw: fwd|fwd
          [fwd: test|[fwd: test
          [a[b] test|[a[b] test
          """)
  void isWhatIsLeft(String subject, String base) {
    assertThat(BaseSubject.of(subject).text()).isEqualTo(base);
  }

  @ParameterizedTest
  @ValueSource(strings = {"re: test", "test (fwd)", "[fwd: test]", "[x] Fw[1]: test", "Re:"})
  void tellsRepliesAndForwards(String subject) {
    assertThat(BaseSubject.of(subject).isReplyOrForward()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "[list] test", " test ", "", "red: test"})
  void tellsThatOthersAreNone(String subject) {
    assertThat(BaseSubject.of(subject).isReplyOrForward()).isFalse();
  }
}

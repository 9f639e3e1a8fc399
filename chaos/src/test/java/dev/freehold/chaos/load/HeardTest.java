package dev.freehold.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.chaos.history.Answered;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeardTest {

  private static HttpDoor.Reply reply(int status, String body) {
    return new HttpDoor.Reply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8), 0);
  }

  @Test
  void aRefusalOfS3HasItsCodeAndWhoseFaultItIs() {
    String body =
        "<Error><Code>AccessDenied</Code><Message>key-access-refused: both</Message></Error>";
    assertThat(Heard.ofS3(reply(403, body)))
        .isEqualTo(new Heard(Answered.REFUSED, "403 AccessDenied key-access-refused"));
  }

  @Test
  void aFailureOfTheServerSaysNothingAboutWhatWasDone() {
    assertThat(Heard.ofApi(reply(503, "{\"code\":\"database-commit-unknown\"}")))
        .isEqualTo(new Heard(Answered.UNKNOWN, "503 database-commit-unknown"));
  }

  @ParameterizedTest
  @CsvSource({
    "503, '{\"code\":\"database-unreachable\"}', UNKNOWN, 503 database-unreachable",
    "400, '{\"error\":\"invalid_grant\"}', REFUSED, 400 invalid_grant"
  })
  void ofATokenTheFaultOrTheRefusalOfOAuth(
      int status, String body, Answered answered, String code) {
    assertThat(Heard.ofToken(reply(status, body))).isEqualTo(new Heard(answered, code));
  }

  @ParameterizedTest
  @CsvSource({
    "OK done, ACKNOWLEDGED, ''",
    "'NO [CONTACTADMIN] the mailbox is locked, code key-access-refused', REFUSED,"
        + " NO CONTACTADMIN key-access-refused",
    "'NO [UNAVAILABLE] try again later, code database-unreachable', UNKNOWN,"
        + " NO UNAVAILABLE database-unreachable",
    "NO [AUTHORIZATIONFAILED] no such mailbox, REFUSED,"
        + " NO AUTHORIZATIONFAILED: NO [AUTHORIZATIONFAILED] no such mailbox",
    "BAD nonsense, UNKNOWN, 'BAD: BAD nonsense'"
  })
  void imap(String line, Answered answered, String code) {
    assertThat(Heard.ofImap(line)).isEqualTo(new Heard(answered, code));
  }

  @ParameterizedTest
  @CsvSource({
    "250 2.1.5 stored, ACKNOWLEDGED, ''",
    "451 4.2.1 later, UNKNOWN, 451 4.2.1",
    "550 5.2.1 purged, REFUSED, 550 5.2.1"
  })
  void lmtp(String line, Answered answered, String code) {
    assertThat(Heard.ofLmtp(line)).isEqualTo(new Heard(answered, code));
  }
}

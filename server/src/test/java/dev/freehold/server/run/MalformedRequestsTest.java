package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no request is refused alike by all listeners. */
@DisplayName("A malformed request")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestsTest {

  private static final String END = MalformedRequests.END;

  private MalformedRequests requests;

  @BeforeAll
  void start(@TempDir Path folder) {
    requests = new MalformedRequests(folder.resolve("data"));
  }

  @AfterAll
  void stop() {
    requests.close();
  }

  /**
   * What is sent.
   *
   * @param statuses that may be answered
   * @param text with {@code HOST} for the listener's host
   */
  record Case(String name, List<Integer> statuses, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case host(String host) {
    return new Case("host " + shown(host), List.of(400), "GET / HTTP/1.1\r\nHost:" + host + END);
  }

  private static Case line(int status, String line) {
    return new Case(shown(line), List.of(status), line + " HTTP/1.1\r\nHost: HOST" + END);
  }

  private static Case header(int status, String line) {
    return new Case(
        shown(line),
        List.of(status),
        "POST / HTTP/1.1\r\nHost: HOST\r\n" + line + END + "0\r\n\r\n");
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(40, text.length())).replaceAll("[^ -~]", "?");
  }

  private static List<Case> cases() {
    return List.of(
        new Case("no host", List.of(400), "GET / HTTP/1.1" + END),
        host(""),
        host(" HOST\r\nHost: HOST"),
        host(" HOST\r\nHost: other"),
        host(" user@HOST"),
        host(" user:password@HOST"),
        host(" a b"),
        host(" a,b"),
        host(" a/b"),
        host(" a:port"),
        host(" a:99999"),
        host(" a:-1"),
        host(" [::1"),
        host(" a%zz"),
        host(" \u00e9"),
        host(" " + "a".repeat(5 * 1024)),
        line(414, "GET /" + "a".repeat(20 * 1024)),
        line(405, "OPTIONS *"),
        line(405, "CONNECT HOST"),
        line(400, "GET *"),
        line(400, "GET nothing"),
        line(400, "GET https://other.example/"),
        line(400, "GET /%zz"),
        line(400, "GET /a%"),
        line(400, "GET /?a=%zz"),
        line(400, "GET /a%00b"),
        line(400, "GET /a\0b"),
        line(400, "GET /../x"),
        line(400, "GET / x"),
        new Case("TRACE", List.of(401, 404, 405), "TRACE / HTTP/1.1\r\nHost: HOST" + END),
        new Case("own", List.of(401, 404, 405), "FREEHOLD / HTTP/1.1\r\nHost: HOST" + END),
        new Case("version", List.of(505), "GET / HTTP/9.9\r\nHost: HOST" + END),
        new Case("old", List.of(505), "GET /" + END),
        new Case("preface", List.of(426), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        new Case("garbage", List.of(400), "\u0016\u0003\u0001\0" + END),
        header(431, "x: " + "x".repeat(17 * 1024)),
        header(431, "a: b\r\n".repeat(5_000) + "a: b"),
        header(400, "x: a\0b"),
        header(400, "x y: a"),
        header(400, "x : a"),
        header(400, "nothing"),
        header(400, "x: a\r\n folded"),
        header(417, "Expect: miracles"),
        header(400, "Content-Length: five"),
        header(400, "Content-Length: -1"),
        header(400, "Content-Length: +5"),
        header(400, "Content-Length: 99999999999999999999"),
        header(400, "Content-Length:"),
        header(400, "Content-Length: 5, 6"),
        header(400, "Content-Length: 5\r\nContent-Length: 6"),
        header(400, "Content-Length: 5\r\nTransfer-Encoding: chunked"),
        header(400, "Transfer-Encoding: gzip"),
        header(400, "Transfer-Encoding: chunked, chunked"),
        header(400, "Transfer-Encoding: chunked, gzip"),
        header(400, "Transfer-Encoding: xchunked"));
  }

  @ParameterizedTest
  @DisplayName("has the right status in the form of the listener")
  @MethodSource("cases")
  void isRefused(Case sent) throws IOException {
    for (String host : requests.ports().keySet()) {
      String answer = requests.answer(host, sent.text());
      assertThat(answer.split(" ", 3)[0]).as(host).isEqualTo("HTTP/1.1");
      assertThat(Integer.parseInt(answer.split(" ", 3)[1]))
          .as("%s: %s", host, answer)
          .isIn(sent.statuses());
      assertThat(answer).containsPattern(form(host));
      assertThat(answer.contains("\nAllow: ")).isEqualTo(answer.startsWith("HTTP/1.1 405 "));
      assertThat(answer).doesNotContainIgnoringCase("jetty").doesNotContain("Exception");
    }
  }

  private String form(String host) {
    if (host.equals(requests.server().apiUri().getAuthority())) {
      return "\nContent-Type: application/problem\\+json\r";
    }
    return host.equals(requests.server().s3Uri().getAuthority())
        ? "\nContent-Type: application/xml"
        : "\nContent-Type: application/(problem\\+)?json";
  }

  @ParameterizedTest
  @DisplayName("is a 400 where its body comes in bad chunks")
  @MethodSource("chunks")
  void chunks(String body) throws IOException {
    for (String host : List.of(requests.server().apiUri().getAuthority(), loginHost())) {
      String answer =
          requests.answer(
              host,
              "POST /any/oauth2/v2.0/token HTTP/1.1\r\nHost: HOST\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n"
                  + body);
      assertThat(answer).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  @DisplayName("is a 400 where its JSON is deep")
  void deepJson() throws IOException {
    Object deep = "name";
    for (int i = 0; i < 500; i++) {
      deep = List.of(deep);
    }
    try (TestTenant tenant = TestTenant.create(requests.server(), "contoso");
        Member member = Member.of(requests.server(), tenant, "GLOBAL_ADMIN")) {
      assertThat(member.send("POST", "/api/v1/sites", Map.of("name", deep)).status())
          .isEqualTo(400);
    }
  }

  private String loginHost() {
    return requests.server().vaults().loginUri().getAuthority();
  }

  private static List<String> chunks() {
    return List.of("zz\r\nhello\r\n0\r\n\r\n", "-5\r\nhello\r\n0\r\n\r\n", "5\r\nhelloXX0\r\n\r\n");
  }
}

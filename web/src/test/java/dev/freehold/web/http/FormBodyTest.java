package dev.freehold.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A form body")
class FormBodyTest {

  @Test
  @DisplayName("gives its fields by name, decoded, and the names of all")
  void fields() {
    FormBody form = FormBody.parse("mailbox.1=yes&to=NA+mail%20boxes&empty=");
    assertThat(form.names()).containsExactlyInAnyOrder("mailbox.1", "to", "empty");
    assertThat(form.field("to")).contains("NA mail boxes");
    assertThat(form.field("empty")).contains("");
    assertThat(form.field("other")).isEmpty();
  }

  @Test
  @DisplayName("is refused if a field comes twice, is not URL-encoded, or has a NUL in it")
  void refused() {
    for (String body : new String[] {"a=1&a=2", "a=1&A=2", "a=%zz", "a=b%00", "a%00=b", "a=b\0"}) {
      assertThatExceptionOfType(RequestRefusedException.class)
          .isThrownBy(() -> FormBody.parse(body));
    }
  }

  private static final String TYPE = "multipart/form-data; boundary=----x";

  private static FormBody multipart(String... parts) {
    return FormBody.parseMultipart(TYPE, body(parts));
  }

  private static byte[] body(String... parts) {
    return Arrays.stream(parts)
        .map(part -> "------x\r\nContent-Disposition: form-data; " + part + "\r\n")
        .collect(Collectors.joining("", "", "------x--\r\n"))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String field(String name, String value) {
    return "name=\"" + name + "\"\r\n\r\n" + value;
  }

  private static String file(String name, String fileName, String content) {
    return "name=\"%s\"; filename=\"%s\"\r\nContent-Type: text/csv\r\n\r\n%s"
        .formatted(name, fileName, content);
  }

  @Test
  @DisplayName("of several parts gives its fields and the bytes of its file")
  void multipart() {
    FormBody form =
        multipart(
            field("form_token", "t"),
            field("to", "Stra\u00c3\u009fe & 1"),
            file("file", "a.csv", "\u00ff\r\n--b\r\n"),
            field("empty", ""));
    assertThat(form.names()).containsExactlyInAnyOrder("form_token", "to", "empty");
    assertThat(form.field("to")).contains("Stra\u00dfe & 1");
    assertThat(form.field("file")).isEmpty();
    assertThat(form.file("to")).isEmpty();
    assertThat(form.file("file").orElseThrow())
        .isEqualTo("\u00ff\r\n--b\r\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  @DisplayName("has no file where nobody has chosen one, and has one that is empty")
  void noFile() {
    assertThat(multipart(file("file", "", "")).file("file")).isEmpty();
    assertThat(multipart(file("file", "a.csv", "")).file("file").orElseThrow()).isEmpty();
    assertThat(FormBody.parse("file=a").file("file")).isEmpty();
  }

  static Stream<byte[]> brokenBodies() {
    String[] many = new String[17];
    Arrays.setAll(many, i -> field("f" + i, "v"));
    byte[] whole = body(field("a", "1"), file("file", "a.csv", "x"));
    return Stream.of(
        body(file("file", "a.csv", "x"), file("other", "b.csv", "y")),
        body(field("a", "1"), field("A", "2")),
        body(field("a", "1"), file("a", "a.csv", "x")),
        body(field("a", "\u00ff\u00fe")),
        body("\r\n\r\nno name"),
        body(many),
        body("name=\"a\"\r\nX-Long: " + "x".repeat(2000) + "\r\n\r\n1"),
        body("name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nMQ=="),
        Arrays.copyOf(whole, whole.length - 6),
        Arrays.copyOf(whole, 40),
        "a=1&b=2".getBytes(StandardCharsets.UTF_8),
        new byte[0],
        new byte[] {0, 1, 2, 3, 0, -1});
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  @DisplayName("of several parts is refused if it is broken, or has more than it may have")
  void brokenMultipart(byte[] body) {
    assertThatExceptionOfType(RequestRefusedException.class)
        .isThrownBy(() -> FormBody.parseMultipart(TYPE, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=----y",
        "multipart/form-data; boundary=\"----x"
      })
  @DisplayName("of several parts is refused if its type does not name what is between them")
  void boundary(String type) {
    assertThatExceptionOfType(RequestRefusedException.class)
        .isThrownBy(() -> FormBody.parseMultipart(type, body(field("a", "1"))));
  }

  @Test
  @DisplayName("of several parts is refused wherever it ends too early")
  void cut() {
    byte[] whole = body(field("a", "1"), file("file", "a.csv", "x"));
    // What follows the last boundary may be missing.
    for (int length = 0; length < whole.length - 2; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(RequestRefusedException.class)
          .as("of %d bytes", length)
          .isThrownBy(() -> FormBody.parseMultipart(TYPE, part));
    }
  }
}

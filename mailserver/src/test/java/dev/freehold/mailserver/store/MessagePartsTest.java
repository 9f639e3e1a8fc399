package dev.freehold.mailserver.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The parts of a message by their numbers")
class MessagePartsTest {

  private static final String LEAF = "Subject: leaf\n\nleaf body\n";
  private static final String DIGEST =
      "Subject: digest\nContent-Type: multipart/digest; boundary=foo\n\nprologue\n\n--foo\n\n"
          + LEAF
          + "\n--foo\nX-Mime: second\n\nSubject: second\n\nsecond body\n\n--foo--\nepilogue\n";
  private static final String FORWARDED = "Subject: outer\nContent-Type: message/rfc822\n\n";
  private static final String MIXED =
      "Content-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: multipart/alternative;\n"
          + " boundary=in\n\n--in\n\nplain\n--in\nContent-Type: text/html\n\nhtml\n--in--\n"
          + "--out\nContent-Type: message/rfc822\n\n"
          + LEAF
          + "--out--\n";

  @Test
  @DisplayName("of plain text are the text itself")
  void plain() throws IOException {
    assertThat(body(LEAF, 1)).contains("leaf body\n");
    assertThat(header(LEAF, 1)).containsExactly("Subject: leaf");
    assertThat(body(LEAF, 2)).isEmpty();
    assertThat(body(LEAF, 1, 1)).isEmpty();
    assertThat(text(LEAF, 1)).isEmpty();
    assertThat(body("Subject: no body\n", 1)).contains("");
  }

  @Test
  @DisplayName("of an embedded message without a multipart are counted from it")
  void embedded() throws IOException {
    String message = FORWARDED + LEAF;
    assertThat(body(message, 1)).contains(LEAF);
    assertThat(header(message, 1)).first().isEqualTo("Subject: outer");
    assertThat(innerHeader(message, 1)).containsExactly("Subject: leaf");
    assertThat(text(message, 1)).contains("leaf body\n");
    assertThat(body(message, 1, 1)).contains("leaf body\n");
    assertThat(header(message, 1, 1)).containsExactly("Subject: leaf");
    assertThat(body(message, 1, 2)).isEmpty();
  }

  @Test
  @DisplayName("of an embedded message in an embedded message too")
  void twice() throws IOException {
    String message = FORWARDED + FORWARDED + LEAF;
    assertThat(body(message, 1)).contains(FORWARDED + LEAF);
    assertThat(body(message, 1, 1)).contains(LEAF);
    assertThat(innerHeader(message, 1, 1)).containsExactly("Subject: leaf");
    assertThat(body(message, 1, 1, 1)).contains("leaf body\n");
  }

  @Test
  @DisplayName("of an embedded digest are messages")
  void digest() throws IOException {
    String message = FORWARDED + DIGEST;
    assertThat(body(message, 1)).contains(DIGEST);
    assertThat(text(message, 1))
        .hasValueSatisfying(text -> assertThat(text).endsWith("epilogue\n"));
    assertThat(body(message, 1, 1)).contains(LEAF);
    assertThat(body(message, 1, 1, 1)).contains("leaf body\n");
    assertThat(header(message, 1, 2)).containsExactly("X-Mime: second");
    assertThat(innerHeader(message, 1, 2)).containsExactly("Subject: second");
    assertThat(body(message, 1, 3)).isEmpty();
  }

  @Test
  @DisplayName("of multiparts within multiparts do not mix")
  void nested() throws IOException {
    assertThat(body(MIXED, 1)).hasValueSatisfying(body -> assertThat(body).endsWith("--in--"));
    assertThat(header(MIXED, 1))
        .containsExactly("Content-Type: multipart/alternative;\n boundary=in");
    assertThat(body(MIXED, 1, 2)).contains("html");
    assertThat(body(MIXED, 2, 1)).contains("leaf body");
    assertThat(innerHeader(MIXED, 2)).containsExactly("Subject: leaf");
    assertThat(body(MIXED, 3)).isEmpty();
    assertThat(body(MIXED, new int[1000])).isEmpty();
  }

  private static Optional<MessageParts.Part> find(String message, int... path) throws IOException {
    return MessageParts.find(new ByteArrayInputStream(message.getBytes(US_ASCII)), path);
  }

  private static Optional<String> text(Optional<MessageParts.Part> part) throws IOException {
    return part.isPresent()
        ? Optional.of(new String(part.get().body().readAllBytes(), US_ASCII))
        : Optional.empty();
  }

  private static Optional<MessageParts.Part> inner(String message, int... path) throws IOException {
    return find(message, path).orElseThrow().embedded();
  }

  private static Optional<String> body(String message, int... path) throws IOException {
    return text(find(message, path));
  }

  private static Optional<String> text(String message, int... path) throws IOException {
    return text(inner(message, path));
  }

  private static List<String> header(String message, int... path) throws IOException {
    return lines(find(message, path));
  }

  private static List<String> innerHeader(String message, int... path) throws IOException {
    return lines(inner(message, path));
  }

  private static List<String> lines(Optional<MessageParts.Part> part) {
    return part.orElseThrow().headers().stream()
        .map(header -> header.getName() + ": " + header.getValue())
        .toList();
  }
}

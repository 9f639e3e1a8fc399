package dev.freehold.mail.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.freehold.mail.MailLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An envelope")
class EnvelopeParserTest {

  private static Envelope parse(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    MessageStart start = new MessageStart();
    int half = bytes.length / 2;
    start.update(bytes, 0, half);
    start.update(bytes, half, bytes.length - half);
    return start.envelope();
  }

  @Test
  void hasWhatTheHeaderSays() {
    Envelope envelope =
        parse(
            """
            From: =?utf-8?q?J=C3=B6rg?= <joerg@contoso.example>
            Sender: "Doe, Jane" <jane@contoso.example>
            Reply-To: reply@contoso.example
            To: a@b.example, Friends: c@d.example, "E" <e@f.example>;
            Cc: cc@b.example
            Bcc: bcc@b.example
            Subject: Re: =?iso-8859-1?Q?caf=E9?= at
              noon
            Date: Tue, 3 Mar 2026 23:30:00 -0800 (PST)
            Message-ID: <"01KF8JCEOCBS0045PS"@xxx.yyy.com>
            In-Reply-To: your message <a@b> of yesterday
            References: <r1@x>
             <r2@x> junk <r3@x>
            Content-Type: TEXT/Plain; charset=utf-8

            Hello,

            world.
            """);
    assertThat(envelope.isWhole()).isTrue();
    assertThat(envelope.subject()).isEqualTo("Re: café at  noon");
    assertThat(envelope.baseSubject().text()).isEqualTo("café at noon");
    assertThat(envelope.from().addresses())
        .containsExactly(new EnvelopeAddress("Jörg", "joerg", "contoso.example"));
    assertThat(envelope.from().text()).isEqualTo("Jörg <joerg@contoso.example>");
    assertThat(envelope.sender().addresses())
        .containsExactly(new EnvelopeAddress("Doe, Jane", "jane", "contoso.example"));
    assertThat(envelope.replyTo().text()).isEqualTo("reply@contoso.example");
    assertThat(envelope.to().addresses())
        .containsExactly(
            new EnvelopeAddress("", "a", "b.example"),
            new EnvelopeAddress("", "Friends", ""),
            new EnvelopeAddress("", "c", "d.example"),
            new EnvelopeAddress("E", "e", "f.example"));
    assertThat(envelope.cc().text()).isEqualTo("cc@b.example");
    assertThat(envelope.bcc().text()).isEqualTo("bcc@b.example");
    assertThat(envelope.date().orElseThrow().instant())
        .isEqualTo(Instant.parse("2026-03-04T07:30:00Z"));
    assertThat(envelope.date().orElseThrow().day()).isEqualTo(LocalDate.of(2026, 3, 3));
    assertThat(envelope.messageId()).isEqualTo("01KF8JCEOCBS0045PS@xxx.yyy.com");
    assertThat(envelope.inReplyTo()).containsExactly("a@b");
    assertThat(envelope.references()).containsExactly("r1@x", "r2@x", "r3@x");
    assertThat(envelope.mediaType()).isEqualTo("text/plain");
    assertThat(envelope.hasAttachment()).isFalse();
    assertThat(envelope.preview()).isEqualTo("Hello, world.");
  }

  @ParameterizedTest(name = "decodes {0}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          plain|plain
          =?utf-8?B?w6Q=?= =?utf-8?B?w7Y=?=|äö
          =?utf-8?B?4oI=?= =?utf-8?B?rA==?=|€
          a =?utf-8?q?b?= c|a b c
          =?utf-8*en?q?a_b?=|a b
          =?windows-1252?q?=80?=|€
          =?nonsense?q?=C3=A4?=|ä
          =?us-ascii?q?=E4?=|ä
          =?utf-8?q?a b?=|a b
          =?utf-8?q?open|=?utf-8?q?open
          =?utf-8?B?w6Q?=|ä
          =?koi8-r?B?8NLJ18XU?=|Привет
          =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=|日本
          """)
  void encodedWords(String subject, String decoded) {
    assertThat(parse("Subject: " + subject + "\r\n\r\n").subject()).isEqualTo(decoded);
  }

  @Nested
  @DisplayName("has a preview")
  class Preview {

    @Test
    void ofTheFirstTextThatIsNotBlank() {
      Envelope envelope =
          parse(
              """
              Content-Type: multipart/mixed; boundary=b

              --b
              Content-Type: multipart/alternative; boundary=c

              --c
              Content-Type: text/plain

              \u00a0
              --c
              Content-Type: text/html; charset=utf-8
              Content-Transfer-Encoding: quoted-printable

              <html><head><title>no</title><style>p { x: y }</style></head>
              <body><!-- no --><p>J=C3=B6rg &amp; I &lt;3 &#8364; =
              &unknown;</p></body></html>
              --c--
              --b
              Content-Type: application/pdf; name=a.pdf
              Content-Disposition: attachment; filename=a.pdf
              Content-Transfer-Encoding: base64

              AAAA
              --b--
              """);
      assertThat(envelope.preview()).isEqualTo("Jörg & I <3 € &unknown;");
      assertThat(envelope.hasAttachment()).isTrue();
      assertThat(envelope.mediaType()).isEqualTo("multipart/mixed");
    }

    @Test
    void of200CharactersAtMost() {
      Envelope envelope =
          parse("Content-Type: text/plain; charset=utf-8\r\n\r\n" + "😀".repeat(300));
      assertThat(envelope.preview()).isEqualTo("😀".repeat(200));
    }

    @Test
    void notOfWhatIsAttached() {
      Envelope envelope =
          parse(
              """
              Content-Type: multipart/mixed; boundary=b

              --b
              Content-Type: text/plain
              Content-Disposition: attachment

              attached
              --b--
              """);
      assertThat(envelope.preview()).isEmpty();
      assertThat(envelope.hasAttachment()).isTrue();
    }
  }

  @Nested
  @DisplayName("says that it is not whole")
  class NotWhole {

    @Test
    void ifAFieldComesTwice() {
      assertThat(parse("Subject: a\r\nSubject: b\r\n\r\n"))
          .satisfies(
              envelope -> {
                assertThat(envelope.isWhole()).isFalse();
                assertThat(envelope.subject()).isEqualTo("a");
              });
    }

    @Test
    void ifAFieldIsLong() {
      Envelope envelope = parse("Subject: " + "x".repeat(5000) + "\r\nTo: a@b\r\n\r\n");
      assertThat(envelope.isWhole()).isFalse();
      assertThat(envelope.subject()).hasSize(MailLimits.MAX_SUBJECT_CHARS);
      assertThat(envelope.to().text()).isEqualTo("a@b");
    }

    @Test
    void ifTheHeaderIsLong() {
      Envelope envelope = parse("Subject: a\r\n" + "X: y\r\n".repeat(20_000) + "To: b@c\r\n\r\n");
      assertThat(envelope.isWhole()).isFalse();
      assertThat(envelope.subject()).isEqualTo("a");
      assertThat(envelope.to()).isEqualTo(AddressField.NONE);
    }

    @Test
    void ifThereAreManyAddresses() {
      Envelope envelope = parse("To: " + "a@b.example, ".repeat(60) + "c@d\r\n\r\n");
      assertThat(envelope.isWhole()).isFalse();
      assertThat(envelope.to().addresses()).hasSize(MailLimits.MAX_ENVELOPE_ADDRESSES);
    }
  }

  @Test
  void keepsTheFirstAndTheLastReferences() {
    StringBuilder references = new StringBuilder("References:");
    for (int at = 0; at < 100; at++) {
      references.append("\r\n <").append(at).append("@x>");
    }
    List<String> kept = parse(references + "\r\n\r\n").references();
    assertThat(kept).hasSize(MailLimits.MAX_REFERENCES).startsWith("0@x", "37@x").endsWith("99@x");
  }

  @Test
  void ofNothingIsEmpty() {
    Envelope envelope = parse("");
    assertThat(envelope.subject()).isEmpty();
    assertThat(envelope.preview()).isEmpty();
    assertThat(envelope.date()).isEmpty();
  }

  @Test
  @DisplayName("bounds nesting, and what many open encoded words and brackets cost")
  void isBounded() {
    StringBuilder nested = new StringBuilder();
    for (int depth = 0; depth < 2000; depth++) {
      nested.append("Content-Type: multipart/mixed; boundary=b").append(depth);
      nested.append("\r\n\r\n--b").append(depth).append("\r\n");
    }
    List<String> hostile =
        List.of(
            nested.toString(),
            "Subject: " + "=?a?q?".repeat(10_000) + "\r\n\r\n",
            "To: " + "(<\"".repeat(20_000) + "\r\n\r\n",
            "Subject: " + "[a]".repeat(20_000) + "\r\n\r\n",
            "Content-Type: text/html\r\n\r\n" + "<style></style>&".repeat(4000));
    assertThatCode(
            () ->
                assertTimeout(
                    Duration.ofSeconds(10),
                    () -> hostile.forEach(message -> parse(message).baseSubject())))
        .doesNotThrowAnyException();
  }

  @Property
  void isMadeOfAnyBytes(@ForAll @Size(max = 300) byte[] bytes) {
    MessageStart start = new MessageStart();
    start.update(bytes, 0, bytes.length);
    Envelope envelope = start.envelope();
    assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(envelope))).contains(envelope);
  }

  @Property
  void isMadeOfAnyHeader(@ForAll String text) {
    for (String name : List.of("From", "Subject", "Date", "References", "Content-Type")) {
      Envelope envelope = parse(name + ": " + text + "\r\n\r\nbody");
      assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(envelope))).contains(envelope);
    }
  }
}

package dev.freehold.mailserver.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.commands.ImapTalk;
import org.apache.james.mailbox.exception.MailboxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("SEARCH")
class EnvelopeSearchIndexTest {

  private ImapTalk imap;

  @BeforeEach
  void open() throws MailboxException {
    imap = new ImapTalk();
    imap.append(
        """
        From: =?utf-8?q?J=C3=B6rg?= Meier <joerg@contoso.example>
        To: "Doe, Jane" <jane@fabrikam.example>
        Cc: List <list@fabrikam.example>
        Subject: Budget =?utf-8?b?w6RuZGVybg==?=
        Date: Tue, 3 Mar 2026 23:30:00 -0800
        Message-ID: <one@x>
        X-Spam: Yes

        The first body
        """);
    imap.append(
        """
        From: ann@fabrikam.example
        Subject: Lunch
        Subject: second subject
        Date: Wed, 4 Mar 2026 12:00:00 +0000
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        caf=C3=A9 at no=
        on
        """);
    imap.append("From: bob@contoso.example\n\nneither subject nor date\n");
    imap.send("a SELECT INBOX");
    imap.send("a STORE 2 +FLAGS (\\Flagged Work)");
    imap.send("a STORE 3 +FLAGS (\\Seen)");
  }

  @AfterEach
  void close() {
    imap.close();
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALL|1 2 3
          FLAGGED|2
          UNFLAGGED|1 3
          KEYWORD work|2
          UNKEYWORD work|1 3
          SEEN|3
          NOT SEEN|1 2
          OR SEEN FLAGGED|2 3
          UID 2:*|2 3
          UID 9:*|3
          2:3 UNSEEN|2
          LARGER 200|1 2
          SMALLER 200|3
          FROM meier|1
          FROM "JÖRG"|1
          FROM "jörg meier <joerg@"|1
          FROM contoso.example|1 3
          TO "doe, jane"|1
          TO fabrikam|1
          CC list|1
          BCC list|
          SUBJECT "ändern"|1
          SUBJECT "ÄNDERN"|1
          SUBJECT lunch|2
          SUBJECT "second subject"|2
          NOT SUBJECT lunch|1 3
          HEADER Subject ""|1 2
          NOT HEADER Subject ""|3
          HEADER X-Spam ""|1
          HEADER x-spam yes|1
          HEADER Message-ID one@x|1
          SENTON 3-Mar-2026|1
          SENTON 4-Mar-2026|2
          SENTBEFORE 4-Mar-2026|1
          SENTSINCE 4-Mar-2026|2
          NOT SENTSINCE 1-Jan-2000|3
          SINCE 1-Jan-2000|1 2 3
          BEFORE 1-Jan-2000|
          YOUNGER 3600|1 2 3
          OLDER 3600|
          BODY first|1
          BODY "café at noon"|2
          BODY "CAFÉ"|2
          BODY budget|
          TEXT budget|1
          TEXT meier|1
          TEXT "neither subject"|3
          OR BODY first SUBJECT lunch|1 2
          NOT BODY body|2 3
          OR (FROM bob BODY neither) (BODY noon)|2 3
          """)
  void finds(String keys, String expected) {
    String answer = imap.send("a SEARCH CHARSET UTF-8 " + keys);
    String numbers = expected == null ? "" : " " + expected;
    assertThat(answer).as(keys).startsWith("* SEARCH" + numbers + "\r\n");
  }

  @Test
  @DisplayName("opens no envelope where rows suffice, and no message where envelopes do")
  void opensLittle() {
    imap.send("a SEARCH FLAGGED SINCE 1-Jan-2000");
    assertThat(imap.envelopes.envelopesOpened.get()).isZero();
    imap.send("a SEARCH FLAGGED SUBJECT lunch");
    assertThat(imap.envelopes.envelopesOpened.get()).isEqualTo(1);
    imap.send("a SEARCH 1,3 FROM contoso");
    assertThat(imap.envelopes.contentsOpened.get()).isZero();
    imap.send("a SEARCH SEEN BODY neither");
    assertThat(imap.envelopes.contentsOpened.get()).isEqualTo(1);
  }
}

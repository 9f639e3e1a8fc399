package dev.freehold.mailserver.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mailbox.exception.MailboxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MailCommandsTest {

  private ImapTalk imap;

  @BeforeEach
  void open() throws MailboxException {
    imap = new ImapTalk();
    imap.append(
        """
        Subject: b
        Message-ID: <1@x>
        Date: Mon, 2 Feb 2026 10:00:00 +0000

        first body
        """);
    imap.append(
        """
        Subject: Re: a
        Message-ID: <2@x>
        References: <1@x>
        Date: Mon, 2 Feb 2026 09:00:00 +0000

        second body
        """);
    imap.append("Subject: c\nMessage-ID: <3@x>\nDate: Mon, 2 Feb 2026 11:00:00 +0000\n\n\n");
    imap.send("a SELECT INBOX");
  }

  @AfterEach
  void close() {
    imap.close();
  }

  @Nested
  @DisplayName("SEARCH")
  class Search {

    @Test
    @DisplayName("finds the last message by a range from above it to *")
    void lastMessage() {
      assertThat(imap.send("a SEARCH 6:*")).startsWith("* SEARCH 3\r\n");
      assertThat(imap.send("a SEARCH *:7")).startsWith("* SEARCH 3\r\n");
      assertThat(imap.send("a SEARCH NOT (OR 1 9:*)")).startsWith("* SEARCH 2\r\n");
      assertThat(imap.send("a SEARCH 6:9")).startsWith("* SEARCH\r\n");
      assertThat(imap.send("a SORT (DATE) UTF-8 6:*")).startsWith("* SORT 3\r\n");
    }

    @Test
    @DisplayName("does not tell a result that is only saved")
    void savedOnly() {
      assertThat(imap.send("a SEARCH RETURN (SAVE) SUBJECT b"))
          .isEqualTo("a OK SEARCH completed.\r\n");
      assertThat(imap.send("a FETCH $ (UID)")).contains("* 1 FETCH (UID 1)").doesNotContain("* 2");
      assertThat(imap.send("a SORT RETURN (SAVE) (DATE) UTF-8 SUBJECT c"))
          .isEqualTo("a OK SORT completed.\r\n");
      assertThat(imap.send("a FETCH $ (UID)")).contains("* 3 FETCH (UID 3)").doesNotContain("* 1");
    }

    @Test
    @DisplayName("tells the mod-sequence of the ends that are asked for")
    void modSeqOfEnds() {
      imap.send("a STORE 3 +FLAGS (\\Flagged)");
      long last = modSeq("a SEARCH RETURN (ALL) MODSEQ 1");
      long first = modSeq("a SEARCH RETURN (MIN) MODSEQ 1");
      assertThat(first).isLessThan(last);
      assertThat(modSeq("a UID SEARCH RETURN (MAX) MODSEQ 1")).isEqualTo(last);
      assertThat(modSeq("a SEARCH RETURN (MIN MAX) MODSEQ 1")).isEqualTo(last);
      assertThat(modSeq("a SEARCH RETURN (MIN COUNT) MODSEQ 1")).isEqualTo(last);
      assertThat(modSeq("a SORT RETURN (MIN) (ARRIVAL) UTF-8 MODSEQ 1")).isEqualTo(first);
      assertThat(modSeq("a SORT RETURN (MIN) (REVERSE DATE) UTF-8 MODSEQ 1")).isEqualTo(last);
    }

    private long modSeq(String command) {
      Matcher found = Pattern.compile("MODSEQ (\\d+)").matcher(imap.send(command));
      assertThat(found.find()).isTrue();
      return Long.parseLong(found.group(1));
    }
  }

  @Nested
  @DisplayName("SORT")
  class Sort {

    @Test
    void answersWithNumbersInOrder() {
      assertThat(imap.send("A282 SORT (SUBJECT) UTF-8 ALL"))
          .isEqualTo("* SORT 2 1 3\r\nA282 OK SORT completed.\r\n");
      assertThat(imap.send("a SORT (REVERSE DATE) US-ASCII SUBJECT \"b\" NOT DELETED"))
          .startsWith("* SORT 1\r\n");
      assertThat(imap.send("a uid sort (arrival) utf-8 1:2")).startsWith("* SORT 1 2\r\n");
    }

    @Test
    void ofNothingIsAnEmptyAnswer() {
      assertThat(imap.send("a SORT (SUBJECT) UTF-8 TEXT \"not in mailbox\""))
          .isEqualTo("* SORT\r\na OK SORT completed.\r\n");
    }

    @Test
    void withReturnIsAnEsearch() {
      assertThat(imap.send("a SORT RETURN (MIN MAX COUNT ALL) (REVERSE DATE) UTF-8 ALL"))
          .startsWith("* ESEARCH (TAG \"a\") MIN 3 MAX 2 COUNT 3 ALL 3,1:2\r\n");
      assertThat(imap.send("a UID SORT RETURN () (DATE) UTF-8 ALL"))
          .startsWith("* ESEARCH (TAG \"a\") UID ALL 2,1,3\r\n");
    }

    @Test
    void savesItsResult() {
      imap.send("a SORT RETURN (SAVE) (DATE) UTF-8 SUBJECT b");
      assertThat(imap.send("a FETCH $ (UID)")).contains("* 1 FETCH (UID 1)").doesNotContain("* 2");
    }

    @Test
    void withModSeqSaysTheHighest() {
      assertThat(imap.send("a SORT (DATE) UTF-8 MODSEQ 1"))
          .containsPattern("\\* SORT 2 1 3 \\(MODSEQ \\d+\\)");
    }

    @Test
    void refusesAnUnknownCharsetAndWhatIsNoSort() {
      assertThat(imap.send("a SORT (DATE) X-NONE ALL")).startsWith("a NO [BADCHARSET (");
      assertThat(imap.send("a SORT (SHOESIZE) UTF-8 ALL")).startsWith("a BAD ");
      assertThat(imap.send("a SORT () UTF-8 ALL")).startsWith("a BAD ");
      assertThat(imap.send("a SORT (REVERSE) UTF-8 ALL")).startsWith("a BAD ");
      assertThat(imap.send("a SORT (DATE) UTF-8")).startsWith("a BAD ");
      assertThat(imap.send("a SORT RETURN (SHOES) (DATE) UTF-8 ALL")).startsWith("a BAD ");
      imap.send("a UNSELECT");
      assertThat(imap.send("a SORT (DATE) UTF-8 ALL")).startsWith("a NO ");
    }
  }

  @Nested
  @DisplayName("THREAD")
  class Threads {

    @Test
    void answersWithThreads() {
      assertThat(imap.send("a THREAD REFERENCES UTF-8 ALL"))
          .isEqualTo("* THREAD (1 2)(3)\r\na OK THREAD completed.\r\n");
      assertThat(imap.send("a UID THREAD ORDEREDSUBJECT US-ASCII ALL"))
          .startsWith("* THREAD (2)(1)(3)\r\n");
      assertThat(imap.send("a THREAD REFERENCES UTF-8 SUBJECT none")).startsWith("* THREAD\r\n");
      assertThat(imap.send("a THREAD JWZ UTF-8 ALL")).startsWith("a BAD ");
    }
  }

  @Nested
  @DisplayName("What SORT and THREAD remember")
  class Remembered {

    @Test
    void isOpenedOnce() {
      imap.send("a SORT (SUBJECT) UTF-8 ALL");
      int opened = imap.envelopes.envelopesOpened.get();
      assertThat(opened).isEqualTo(3);
      imap.send("a THREAD REFERENCES UTF-8 ALL");
      imap.append("Subject: d\n\nx\n");
      imap.send("a NOOP");
      assertThat(imap.send("a SORT (SUBJECT) UTF-8 ALL")).startsWith("* SORT 2 1 3 4\r\n");
      assertThat(imap.envelopes.envelopesOpened.get()).isEqualTo(opened + 1);
    }

    @Test
    void isGoneOnceTheKeyIsRefused() {
      imap.send("a SORT (SUBJECT) UTF-8 ALL");
      assertThat(imap.cache.bytes()).isPositive();
      imap.envelopes.isRefused = true;
      assertThat(imap.send("a SORT (SUBJECT) UTF-8 1:*"))
          .startsWith("a NO SORT ")
          .doesNotContain("* SORT");
      assertThat(imap.send("a THREAD REFERENCES UTF-8 ALL")).startsWith("a NO THREAD ");
      assertThat(imap.send("a SEARCH ALL")).startsWith("a NO SEARCH ");
    }
  }

  @Nested
  @DisplayName("FETCH PREVIEW")
  class Preview {

    @Test
    void isAmongTheItems() {
      assertThat(imap.send("a FETCH 1 (PREVIEW)"))
          .isEqualTo("* 1 FETCH (PREVIEW {10}\r\nfirst body)\r\na OK FETCH completed.\r\n");
      assertThat(imap.send("a UID FETCH 2:3 (FLAGS PREVIEW (LAZY) RFC822.SIZE)"))
          .contains("UID 2")
          .contains("RFC822.SIZE ")
          .contains("PREVIEW {11}\r\nsecond body)")
          .contains("PREVIEW {0}\r\n)");
      assertThat(imap.send("a FETCH 1 preview")).contains("* 1 FETCH (PREVIEW {10}");
      assertThat(imap.send("a FETCH 1 (UID preview (lazy))")).contains("UID 1 PREVIEW");
    }

    @Test
    void isNotWhatAFieldIsCalled() {
      assertThat(imap.send("a FETCH 1 (BODY.PEEK[HEADER.FIELDS (PREVIEW SUBJECT)])"))
          .contains("Subject: b")
          .doesNotContain("{10}");
      assertThat(imap.send("a FETCH 1 (FLAGS)")).contains("FLAGS").doesNotContain("PREVIEW");
      assertThat(imap.send("a FETCH 1 (PREVIEWS)")).startsWith("a BAD ");
    }
  }

  @Nested
  @DisplayName("CREATE")
  class Create {

    @Test
    void takesASpecialUse() {
      assertThat(imap.send("a CREATE MySent (USE (\\Sent))")).startsWith("a OK [MAILBOXID (");
      assertThat(imap.send("a CREATE MySent (USE (\\Sent))")).startsWith("a NO ");
      assertThat(imap.send("a CREATE D (USE (\\Drafts))")).startsWith("a NO [USEATTR] ");
      assertThat(imap.send("a CREATE D (USE (\\All))")).startsWith("a NO [USEATTR] ");
      assertThat(imap.send("a CREATE D (USE (\\Sent \\Junk))")).startsWith("a NO [USEATTR] ");
      assertThat(imap.send("a CREATE D (USE Sent)")).startsWith("a BAD ");
      assertThat(imap.send("a CREATE D (SHOES (\\Sent))")).startsWith("a BAD ");
      assertThat(imap.send("a CREATE Plain.Name")).startsWith("a OK ");
      assertThat(imap.send("a CREATE Parent.")).startsWith("a OK ");
    }
  }

  @Test
  @DisplayName("SEARCH with keys that nest too deep is BAD, however deep")
  void deepKeys() {
    for (int depth : new int[] {100, 60_000}) {
      String keys = "(".repeat(depth) + "ALL" + ")".repeat(depth);
      assertThat(imap.send("a SEARCH " + keys)).startsWith("a BAD ");
      assertThat(imap.send("a SEARCH " + "NOT ".repeat(depth) + "ALL")).startsWith("a BAD ");
      assertThat(imap.send("a SORT (DATE) UTF-8 " + keys)).startsWith("a BAD ");
    }
    assertThat(imap.send("a SEARCH ((NOT (OR SUBJECT b (SUBJECT c))))"))
        .startsWith("* SEARCH 2\r\n");
  }

  @Test
  @DisplayName("SEARCH with a charset that nobody has is BADCHARSET")
  void badCharset() {
    assertThat(imap.send("a SEARCH CHARSET X-NONE SUBJECT b")).startsWith("a NO [BADCHARSET (");
    assertThat(imap.send("a SEARCH CHARSET UTF-8 SUBJECT b")).startsWith("* SEARCH 1\r\n");
  }
}

package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is announced, with lines as its RFC has them. Where else capabilities are tested:
 *
 * <ul>
 *   <li>SASL-IR, the mechanisms: {@link SignInTest}; STARTTLS, COMPRESS=DEFLATE: {@link
 *       SecuringTest}
 *   <li>LITERAL+: {@link FramingTest}; IDLE, ENABLE, ID: {@link IdleTest}; MOVE, COPYUID: {@link
 *       MendedCommandsTest}
 *   <li>MULTIAPPEND, BINARY: {@link SealedAppendTest}; QUOTA, CREATE-SPECIAL-USE, PREVIEW: {@link
 *       SealedImapTest}
 *   <li>SORT, SORT=DISPLAY, ESORT, THREAD: {@code MailCommandsTest}, {@code SortCriterionTest},
 *       {@code ThreadAlgorithmTest}
 * </ul>
 */
@DisplayName("What is announced")
class CapabilitiesTest {

  private SealedServer server;
  private RawClient client;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = SealedServer.ofAlice(folder);
    client = server.imap.signedIn();
    ok("APPEND INBOX {3+}\r\none {3+}\r\ntwo {5+}\r\nthree {4+}\r\nfour {4+}\r\nfive");
    ok("SELECT INBOX");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private List<String> ok(String command) {
    return client.command("c", command).isOk().lines();
  }

  private String last(String command) {
    return client.command("c", command).last();
  }

  private static String between(List<String> lines, String before, String after) {
    return String.join("\n", lines).replaceAll("(?s).*" + before + "(.*?)" + after + ".*", "$1");
  }

  @Test
  @DisplayName("RFC 2342: NAMESPACE has one for the user, none of others and none shared")
  void namespace() {
    assertThat(ok("NAMESPACE")).contains("* NAMESPACE ((\"\" \"/\")) NIL NIL");
  }

  @Test
  @DisplayName("RFC 3348, 5258: LIST says which folders have children, and which are subscribed")
  void children() {
    ok("CREATE a/b");
    ok("SUBSCRIBE a/b");
    assertThat(ok("LIST \"\" % RETURN (CHILDREN)")).contains("* LIST (\\HasChildren) \"/\" \"a\"");
    assertThat(ok("LIST \"\" a/% RETURN (CHILDREN)"))
        .contains("* LIST (\\HasNoChildren) \"/\" \"a/b\"");
    assertThat(ok("LIST \"\" a/% RETURN (SUBSCRIBED)").getFirst())
        .contains("\\Subscribed", "\"a/b\"");
    assertThat(ok("LIST (SUBSCRIBED RECURSIVEMATCH) \"\" a").getFirst())
        .contains("\"CHILDINFO\" (\"SUBSCRIBED\")");
    assertThat(ok("LIST (SUBSCRIBED) \"\" *")).hasSize(2);
    assertThat(ok("LSUB \"\" %")).contains("* LSUB (\\Noselect) \"/\" \"a\"");
  }

  @Test
  @DisplayName("RFC 5819, 8438: LIST with STATUS has both for each folder, and STATUS the size")
  void listStatus() {
    ok("CREATE a");
    assertThat(ok("LIST \"\" * RETURN (STATUS (MESSAGES SIZE))"))
        .contains("* STATUS \"INBOX\" (MESSAGES 5 SIZE 19)", "* STATUS \"a\" (MESSAGES 0 SIZE 0)")
        .hasSize(5);
  }

  @Test
  @DisplayName("RFC 6154: LIST gives what folders are for, and those with a use alone if asked")
  void specialUse() {
    ok("CREATE \"Out tray\" (USE (\\Sent))");
    assertThat(ok("LIST (SPECIAL-USE) \"\" *"))
        .first()
        .asString()
        .contains("\\Sent", "\"Out tray\"");
    assertThat(ok("LIST \"\" \"Out*\" RETURN (SPECIAL-USE)").getFirst()).contains("\\Sent");
  }

  @Test
  @DisplayName("RFC 3691: UNSELECT leaves a folder and expunges nothing")
  void unselect() {
    ok("STORE 1 +FLAGS.SILENT (\\Deleted)");
    ok("UNSELECT");
    assertThat(last("UNSELECT")).startsWith("c BAD");
    assertThat(ok("SELECT INBOX")).contains("* 5 EXISTS");
  }

  @Test
  @DisplayName("RFC 4315: UID EXPUNGE takes what is named and deleted, and nothing else")
  void uidPlus() {
    ok("STORE 1:3 +FLAGS.SILENT (\\Deleted)");
    assertThat(ok("UID EXPUNGE 3:5")).contains("* 3 EXPUNGE").hasSize(3);
    assertThat(ok("FETCH 1:* UID")).contains("* 1 FETCH (UID 1)", "* 4 FETCH (UID 5)");
    assertThat(last("APPEND INBOX {1+}\r\nx")).matches("c OK \\[APPENDUID \\d+ 6\\] .*");
  }

  @Test
  @DisplayName("RFC 4731: SEARCH RETURN says what is asked for, and nothing of an empty result")
  void esearch() {
    assertThat(ok("SEARCH RETURN (MIN MAX COUNT ALL) 2:4"))
        .contains("* ESEARCH (TAG \"c\") MIN 2 MAX 4 COUNT 3 ALL 2:4");
    assertThat(ok("UID SEARCH RETURN () 2,4")).contains("* ESEARCH (TAG \"c\") UID ALL 2,4");
    assertThat(ok("SEARCH RETURN (MIN COUNT) FLAGGED")).contains("* ESEARCH (TAG \"c\") COUNT 0");
    assertThat(ok("SEARCH RETURN (MAX) FLAGGED")).contains("* ESEARCH (TAG \"c\")");
  }

  @Test
  @DisplayName("RFC 5182: $ stands for messages, by number and by UID, also after others went")
  void searchResult() {
    ok("STORE 1 +FLAGS.SILENT (\\Deleted)");
    ok("EXPUNGE");
    assertThat(ok("SEARCH RETURN (SAVE) 2:3")).hasSize(1);
    assertThat(ok("FETCH $ UID")).contains("* 2 FETCH (UID 3)", "* 3 FETCH (UID 4)").hasSize(3);
    assertThat(ok("UID FETCH $ FLAGS")).hasSize(3).first().asString().contains("UID 3");
    assertThat(ok("UID FETCH $ (PREVIEW)").getFirst()).contains("UID 3", "PREVIEW");
    assertThat(ok("UID SEARCH $ NOT 2")).contains("* SEARCH 4");
    ok("STORE 1 +FLAGS.SILENT (\\Deleted)");
    ok("EXPUNGE");
    assertThat(ok("FETCH $ UID")).contains("* 1 FETCH (UID 3)", "* 2 FETCH (UID 4)").hasSize(3);
    assertThat(ok("UID SEARCH RETURN (SAVE MAX) ALL")).contains("* ESEARCH (TAG \"c\") UID MAX 5");
    assertThat(ok("FETCH $ UID")).contains("* 3 FETCH (UID 5)").hasSize(2);
    assertThat(last("SEARCH CHARSET X ALL")).startsWith("c NO [BADCHARSET");
    assertThat(ok("FETCH $ UID")).hasSize(2);
    assertThat(last("SEARCH RETURN (SAVE) CHARSET X ALL")).startsWith("c NO [BADCHARSET");
    assertThat(ok("FETCH $ UID")).hasSize(1);
    assertThat(ok("SEARCH RETURN (SAVE) FLAGGED")).hasSize(1);
    for (String none :
        new String[] {"FETCH $ UID", "STORE $ FLAGS (x)", "COPY $ INBOX", "UID EXPUNGE $"}) {
      assertThat(ok(none)).hasSize(1);
    }
    assertThat(ok("SEARCH $")).contains("* SEARCH");
  }

  @Test
  @DisplayName("RFC 5032: YOUNGER and OLDER go by the time of delivery")
  void within() {
    ok("APPEND INBOX \"01-Jan-2001 00:00:00 +0000\" {3+}\r\nold");
    assertThat(ok("SEARCH OLDER 86400")).contains("* SEARCH 6");
    assertThat(ok("SEARCH YOUNGER 86400")).contains("* SEARCH 1 2 3 4 5");
    assertThat(last("SEARCH YOUNGER 0")).startsWith("c BAD");
  }

  @Test
  @DisplayName("RFC 7162: a conditional STORE leaves what was changed, the next one does not")
  void condstore() {
    String seen = between(ok("FETCH 2 (MODSEQ)"), "MODSEQ \\(", "\\)");
    ok("STORE 2 +FLAGS.SILENT (\\Seen)");
    assertThat(last("STORE 2,3 (UNCHANGEDSINCE " + seen + ") +FLAGS (one)"))
        .startsWith("c OK [MODIFIED 2");
    for (int round = 0; round < 20; round++) {
      assertThat(last("UID STORE 2 (UNCHANGEDSINCE 1) +FLAGS (two)"))
          .startsWith("c OK [MODIFIED 2] ");
      assertThat(ok("STORE 2 FLAGS (three%d)".formatted(round)).getFirst() + round).isNotEmpty();
      assertThat(ok("FETCH 2 (FLAGS)").getFirst()).contains("three" + round);
    }
    String now = between(ok("STATUS INBOX (HIGHESTMODSEQ)"), "HIGHESTMODSEQ ", "\\)");
    assertThat(ok("FETCH 1:5 (FLAGS) (CHANGEDSINCE " + now + ")")).hasSize(1);
    assertThat(ok("SEARCH MODSEQ " + now)).contains("* SEARCH 2 (MODSEQ " + now + ")");
    assertThat(ok("SEARCH MODSEQ \"/flags/\\\\draft\" all 999999")).contains("* SEARCH");
  }

  @Test
  @DisplayName("RFC 7162: SELECT with QRESYNC tells what went and what changed since")
  void qresync() {
    assertThat(last("SELECT INBOX (QRESYNC (1 1))")).startsWith("c BAD");
    ok("ENABLE QRESYNC");
    List<String> opened = ok("SELECT INBOX");
    String validity = between(opened, "UIDVALIDITY ", "\\]");
    String seen = between(opened, "HIGHESTMODSEQ ", "\\]");
    try (RawClient other = server.imap.inInbox()) {
      other.command("o", "STORE 1,3 +FLAGS.SILENT (\\Deleted)").isOk();
      other.command("o", "EXPUNGE").isOk();
      other.command("o", "STORE 3 +FLAGS.SILENT (\\Flagged)").isOk();
    }
    assertThat(ok("NOOP")).contains("* VANISHED 1,3");
    ok("UNSELECT");
    String known = "QRESYNC (%s %s".formatted(validity, seen);
    assertThat(ok("SELECT INBOX (" + known + "))"))
        .containsSubsequence("* VANISHED (EARLIER) 1,3")
        .anyMatch(line -> line.matches("\\* 3 FETCH \\(MODSEQ .* FLAGS \\(\\\\Flagged.*UID 5\\)"))
        .noneMatch(line -> line.startsWith("* 1 FETCH"));
    assertThat(ok("SELECT INBOX (" + known + " 2:5))")).contains("* VANISHED (EARLIER) 3");
    assertThat(ok("EXAMINE INBOX (" + known + " 1:5 (1 2)))")).contains("* VANISHED (EARLIER) 3");
    assertThat(ok("EXAMINE INBOX (QRESYNC (1 1))")).noneMatch(line -> line.contains("VANISHED"));
    ok("SELECT INBOX");
    assertThat(ok("UID FETCH 1:* (FLAGS) (CHANGEDSINCE %s VANISHED)".formatted(seen)))
        .contains("* VANISHED (EARLIER) 1,3")
        .anyMatch(line -> line.contains("UID 5"));
    assertThat(last("UID FETCH 1:* FLAGS (VANISHED)")).startsWith("c BAD");
    ok("STORE 1 +FLAGS.SILENT (\\Deleted)");
    assertThat(ok("EXPUNGE"))
        .contains("* VANISHED 2")
        .last()
        .asString()
        .startsWith("c OK [HIGHESTMODSEQ ");
  }

  @Test
  @DisplayName("RFC 7889: APPENDLIMIT is announced, and told of each folder")
  void appendLimit() {
    assertThat(ok("STATUS INBOX (APPENDLIMIT)").getFirst()).contains("(APPENDLIMIT 52428800)");
    assertThat(last("APPEND INBOX {52428801}")).startsWith("c NO [TOOBIG]");
  }

  @Test
  @DisplayName("RFC 8474: ids of folders stay when they are renamed, those of messages in copies")
  void objectIds() {
    String made = between(ok("CREATE a"), "MAILBOXID \\(", "\\)");
    ok("RENAME a b");
    assertThat(ok("STATUS b (MAILBOXID)").getFirst()).contains("(MAILBOXID (" + made + "))");
    assertThat(ok("LIST \"\" b RETURN (STATUS (MAILBOXID))")).anyMatch(line -> line.contains(made));
    String message = between(ok("FETCH 2 (EMAILID)"), "EMAILID \\(", "\\)");
    ok("COPY 2 b");
    assertThat(ok("SEARCH EMAILID " + message)).contains("* SEARCH 2");
    assertThat(ok("SEARCH EMAILID x")).contains("* SEARCH");
    assertThat(ok("SEARCH THREADID x")).contains("* SEARCH");
    assertThat(ok("SELECT b")).contains("* OK [MAILBOXID (" + made + ")] Ok");
    assertThat(ok("FETCH 1 (EMAILID THREADID)").getFirst())
        .contains("EMAILID (" + message + ")", "THREADID (");
  }

  @Test
  @DisplayName("RFC 8514: SAVEDATE is when the message came into this folder")
  void saveDate() {
    ok("APPEND INBOX \"01-Jan-2001 00:00:00 +0000\" {3+}\r\nold");
    assertThat(ok("FETCH 6 SAVEDATE").getFirst()).doesNotContain("2001").contains("SAVEDATE \"");
    assertThat(ok("SEARCH SAVEDBEFORE 1-Jan-2020")).contains("* SEARCH");
    assertThat(ok("SEARCH SAVEDSINCE 1-Jan-2020 6")).contains("* SEARCH 6");
  }

  @Test
  @DisplayName("RFC 9208: STATUS counts what is deleted")
  void deleted() {
    ok("STORE 1:2 +FLAGS.SILENT (\\Deleted)");
    assertThat(ok("STATUS INBOX (DELETED DELETED-STORAGE)").getFirst())
        .contains("DELETED 2", "DELETED-STORAGE 6");
  }
}

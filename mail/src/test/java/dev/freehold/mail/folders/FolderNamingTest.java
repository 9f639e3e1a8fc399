package dev.freehold.mail.folders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.mailboxes.FolderPath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What the folders of a source are called here. */
class FolderNamingTest {

  private static final String COMPOSED = "Entw\u00FCrfe";
  private static final String DECOMPOSED = "Entwu\u0308rfe";

  @Test
  void keepsWhatTheStoreCanKeep() {
    FolderNaming naming = new FolderNaming("");
    for (String name : List.of("a_b", "50 =", "a=b", "=2", "Work.2024", "R&D", "\u65E5\u672C")) {
      assertThat(naming.path(List.of("Top", name))).isEqualTo("Top/" + name);
    }
    assertThat(naming.renamed()).isEmpty();
  }

  @Test
  void escapesWhatItCannotKeepAndSaysSo() {
    FolderNaming naming = new FolderNaming("");
    Map<String, String> escaped = new HashMap<>();
    escaped.put("a%b", "a=25b");
    escaped.put("a*b", "a=2Ab");
    escaped.put("a_b", "a_b");
    escaped.put("AC/DC", "AC=2FDC");
    escaped.put("a=25b", "a=3D25b");
    escaped.put(" a ", "=20a=20");
    escaped.put("", "=");
    escaped.put("=", "=3D");
    escaped.put("a\nb\0", "a=0Ab=00");
    escaped.put("\uFFFD", "=EF=BF=BD");
    escaped.put("\uD800", "=ED=A0=80");
    escaped.put("a\u202Eb", "a=E2=80=AEb");
    escaped.put("\u202C\u0301", "=E2=80=AC=CC=81");
    escaped.forEach((there, here) -> assertThat(naming.path(List.of(there))).isEqualTo(here));
    assertThat(naming.renamed())
        .hasSize(escaped.size() - 1)
        .contains(
            new RenamedFolder("a*b", "a=2Ab"),
            new RenamedFolder("AC/DC", "AC=2FDC"),
            new RenamedFolder("", "="));
    escaped.forEach((there, here) -> assertThat(unescaped(here)).isEqualTo(there));
  }

  @Test
  void escapesAnAccentOnlyIfAnotherFolderHasTheName() {
    FolderNaming alone = new FolderNaming("");
    assertThat(alone.path(List.of(DECOMPOSED))).isEqualTo(COMPOSED);
    assertThat(alone.renamed()).isEmpty();
    FolderNaming both = new FolderNaming("");
    both.nameAll(List.of(List.of(DECOMPOSED, "x"), List.of(DECOMPOSED), List.of(COMPOSED)));
    assertThat(both.path(List.of(COMPOSED))).isEqualTo(COMPOSED);
    assertThat(both.path(List.of(DECOMPOSED, "x"))).isEqualTo("Entwu=CC=88rfe/x");
  }

  @Test
  void knowsOneInboxOnly() {
    FolderNaming naming = new FolderNaming("");
    naming.nameAll(
        List.of(
            List.of("inbox"), List.of("Inbox", "Work"), List.of("INBOX"), List.of("a", "inbox")));
    assertThat(naming.path(List.of("INBOX"))).isEqualTo("INBOX");
    assertThat(naming.path(List.of("inbox"))).isEqualTo("=69nbox");
    assertThat(naming.path(List.of("Inbox", "Work"))).isEqualTo("=49nbox/Work");
    assertThat(naming.path(List.of("\u0131nbox"))).isEqualTo("=C4=B1nbox");
    assertThat(naming.path(List.of("a", "inbox"))).isEqualTo("a/inbox");
    FolderNaming alone = new FolderNaming("");
    assertThat(alone.path(List.of("Inbox", "Work"))).isEqualTo("INBOX/Work");
    assertThat(alone.renamed()).containsExactly(new RenamedFolder("Inbox/Work", "INBOX/Work"));
  }

  @Test
  void letsTheTopShareInboxOnlyWithAFolderWithoutMessages() {
    FolderNaming structure = new FolderNaming("");
    structure.nameAll(List.of(List.of(), List.of("INBOX", "Work")));
    assertThat(structure.path(List.of())).isEqualTo("INBOX");
    assertThat(structure.path(List.of("INBOX", "Work"))).isEqualTo("INBOX/Work");
    FolderNaming both = new FolderNaming("");
    both.nameAll(List.of(List.of("INBOX"), List.of()));
    assertThat(both.path(List.of("INBOX"))).isEqualTo("=49NBOX");
    FolderNaming below = new FolderNaming("Old/mail");
    below.nameAll(List.of(List.of("INBOX"), List.of()));
    assertThat(below.path(List.of())).isEqualTo("Old/mail");
    assertThat(below.path(List.of("INBOX"))).isEqualTo("Old/mail/INBOX");
    assertThat(below.renamed()).isEmpty();
  }

  @Test
  void keepsThePathOfAnEarlierRun() {
    FolderNaming naming = new FolderNaming("");
    naming.keep(List.of(DECOMPOSED), COMPOSED);
    assertThat(naming.path(List.of(COMPOSED))).isEqualTo("Entw=C3=BCrfe");
    assertThat(naming.path(List.of(DECOMPOSED, "x"))).isEqualTo(COMPOSED + "/x");
  }

  @Test
  void bringsUpWhatIsTooDeepAndCutsWhatIsTooLong() {
    List<String> deep = Collections.nCopies(40, "d");
    FolderNaming naming = new FolderNaming("base");
    String path = naming.path(deep);
    assertThat(path).startsWith("base/d/d/").endsWith("/d" + "=2Fd".repeat(9));
    assertThat(path.split("/")).hasSize(32);
    assertThat(naming.path(deep.subList(0, 31))).isEqualTo("base" + "/d".repeat(31));
    String cut = naming.path(List.of("l".repeat(600)));
    assertThat(cut).startsWith("base/lll").hasSize(512).matches(".*~[0-9a-f]{16}");
    assertThat(naming.path(List.of("l".repeat(601)))).isNotEqualTo(cut).hasSize(512);
    assertThat(naming.path(List.of("l".repeat(600), "x"))).matches("base/l+~[0-9a-f]{16}");
  }

  @Property(tries = 500)
  void neverMergesAndIsAlwaysTaken(@ForAll("folders") Set<List<String>> folders) {
    FolderNaming naming = new FolderNaming("");
    naming.nameAll(folders);
    Map<String, List<String>> owners = new HashMap<>();
    for (List<String> folder : folders) {
      String path = naming.path(folder);
      assertThat(FolderPath.normalise(path)).isEqualTo(path);
      assertThat(owners.put(path, folder)).as(path).isNull();
      if (folder.size() < 32 && !path.contains("~")) {
        List<String> back = Arrays.stream(path.split("/", -1)).map(this::unescaped).toList();
        assertThat(String.join("/", back).toUpperCase(Locale.ROOT))
            .isEqualTo(nfc(String.join("/", folder)).toUpperCase(Locale.ROOT));
      }
    }
  }

  @Provide
  Arbitrary<Set<List<String>>> folders() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a",
            "%",
            "*",
            "/",
            "=",
            "2",
            "5",
            "F",
            "C",
            " ",
            "\u0301",
            "e",
            "\u00E9",
            "\n",
            "\u202E",
            "inbox",
            "INBOX",
            "\u0131nbox",
            "l".repeat(300),
            "\u0338",
            "\uD83D\uDE00");
    Arbitrary<String> names = pieces.list().ofMaxSize(4).map(parts -> String.join("", parts));
    return names.list().ofMinSize(1).ofMaxSize(3).set().ofMaxSize(25);
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** What a reader of the documentation would write to have the names of the source back. */
  private String unescaped(String name) {
    if (name.equals("=")) {
      return "";
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < name.length(); at++) {
      if (name.substring(at).matches("(?s)=[0-9A-F]{2}.*")) {
        bytes.write(Integer.parseInt(name.substring(at + 1, at + 3), 16));
        at += 2;
      } else {
        int c = name.codePointAt(at);
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        at += Character.charCount(c) - 1;
      }
    }
    String half = bytes.toString(StandardCharsets.ISO_8859_1);
    return half.equals("\u00ED\u00A0\u0080")
        ? "\uD800"
        : nfc(bytes.toString(StandardCharsets.UTF_8));
  }
}

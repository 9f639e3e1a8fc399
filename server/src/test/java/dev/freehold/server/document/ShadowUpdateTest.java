package dev.freehold.server.document;

import static dev.freehold.server.document.HandmadeUpdate.OTHER_TEXT;
import static dev.freehold.server.document.HandmadeUpdate.lastLine;
import static dev.freehold.server.document.HandmadeUpdate.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.server.testing.OutsideSigner;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * fault27: updates that were signed, and that another program than ours may read as another
 * document, so that the approver signs what he has not seen. Poppler shows other text for several.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShadowUpdateTest {

  private OutsideSigner ada;
  private byte[] document;
  private HandmadeUpdate update;

  @BeforeAll
  void make() throws Exception {
    ada = OutsideSigner.create();
    document = TestDocuments.document(ada.certificate());
  }

  @BeforeEach
  void begin() throws IOException {
    update = new HandmadeUpdate(document);
  }

  private void assertRefused() throws IOException {
    byte[] signed = update.signedBy(ada);
    assertThatThrownBy(() -> new SignedDocument(document, signed).verify(ada.certificate()))
        .isInstanceOfSatisfying(
            DocumentException.class,
            refused -> assertThat(refused.error()).isEqualTo(DocumentError.CHANGED));
  }

  private String previous() {
    return "/Prev " + update.previous;
  }

  @Test
  @DisplayName("An update that is right is taken, however it was made")
  void right() throws IOException {
    byte[] signed =
        update
            .entry(0, "0000000000 65535 f")
            .add(5_001, 1, "<< /Of (pdfsig, which numbers so) >>")
            .end()
            .signedBy(ada);
    assertThat(new SignedDocument(document, signed).verify(ada.certificate())).isPresent();
  }

  @Test
  @DisplayName("An object of the original is freed")
  void freed() throws IOException {
    update.entry(update.text, "0000000000 00001 f").end();
    assertRefused();
  }

  @Test
  @DisplayName("An object of the original has another generation")
  void otherGeneration() throws IOException {
    update.add(update.text, 1, stream(OTHER_TEXT)).end();
    assertRefused();
  }

  @Test
  @DisplayName("An object lies hidden, for a program that repairs")
  void hidden() throws IOException {
    var _ = update.hide(update.text, 0, stream(OTHER_TEXT));
    update.end();
    assertRefused();
  }

  @Test
  @DisplayName("An object lies hidden, with a number of many digits or much space between")
  void hiddenBetter() throws IOException {
    for (String number : List.of("%020d 0".formatted(update.text), update.text + "\0  \r\n  0")) {
      begin();
      update.write("%s obj\n%s\nendobj\n".formatted(number, stream(OTHER_TEXT))).end();
      assertRefused();
    }
  }

  @Test
  @DisplayName("There are two last lines, with a table each")
  void twoLastLines() throws IOException {
    int good = update.at();
    update.write(update.table() + update.trailer(previous()));
    update.add(update.text, 0, stream(OTHER_TEXT));
    int other = update.at();
    update.write(update.table() + update.trailer(previous()));
    // Programs look for the last of these words; for the last with its end, others.
    update.write(lastLine(good) + "startxref\n%d\n".formatted(other));
    assertRefused();
  }

  @Test
  @DisplayName("The last line is followed by something, or gives another place")
  void wrongLastLine() throws IOException {
    update.end().write("%" + " ".repeat(1_400) + "\n");
    assertRefused();
    begin();
    int table = update.at();
    update.write(update.table() + update.trailer(previous()) + lastLine(table + 1));
    assertRefused();
  }

  @Test
  @DisplayName("The table names an object twice")
  void namedTwice() throws IOException {
    int other = update.hide(update.text, 0, stream(OTHER_TEXT));
    int table = update.at();
    for (List<Long> places :
        List.of(List.of((long) other, update.textAt), List.of(update.textAt, (long) other))) {
      begin();
      var _ = update.hide(update.text, 0, stream(OTHER_TEXT));
      update.write(update.table());
      places.forEach(at -> update.write("%d 1\n%010d 00000 n\r\n".formatted(update.text, at)));
      update.write(update.trailer(previous()) + lastLine(table));
      assertRefused();
    }
  }

  @Test
  @DisplayName("The table names a place where there is something else")
  void wrongPlace() throws IOException {
    update.entry(6_000, "%010d 00000 n".formatted(update.at() - 1)).end();
    assertRefused();
  }

  @Test
  @DisplayName("The update follows another one than the original, or names a second table")
  void otherPast() throws IOException {
    int table = update.at();
    update.write(update.table() + update.trailer("/Prev 15") + lastLine(table));
    assertRefused();
    begin();
    table = update.at();
    update.write(
        update.table() + update.trailer(previous() + " /XRefStm " + table) + lastLine(table));
    assertRefused();
  }

  @Test
  @DisplayName("A dictionary says one thing twice, or hides how it says it")
  void saidTwice() throws IOException {
    for (String more : List.of("/Info 1 0 R", "/Ro#6ft 2 0 R", "/A << /B 1 /B 2 >>")) {
      begin();
      int table = update.at();
      update.write(update.table() + update.trailer(previous() + " " + more) + lastLine(table));
      assertRefused();
    }
  }
}

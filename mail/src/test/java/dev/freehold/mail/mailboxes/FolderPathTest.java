package dev.freehold.mail.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A folder path")
class FolderPathTest {

  @Test
  void knowsInboxInAnyLetterCase() {
    assertThat(FolderPath.normalise("inbox")).isEqualTo("INBOX");
    assertThat(FolderPath.normalise("Inbox/Work")).isEqualTo("INBOX/Work");
    assertThat(FolderPath.normalise("Work/inbox")).isEqualTo("Work/inbox");
  }

  @Test
  void isStoredComposed() {
    assertThat(FolderPath.normalise("Entwu\u0308rfe")).isEqualTo("Entw\u00FCrfe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a/",
        "/a",
        "a//b",
        " a",
        "a ",
        "a*",
        "50%",
        "a\u0000",
        "a\nb",
        "a\u202Eb"
      })
  void isRefusedWithNamesThatMislead(String path) {
    assertThatThrownBy(() -> FolderPath.normalise(path))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.error()).isEqualTo(MailError.FOLDER_NAME_INVALID));
  }

  @Test
  void isRefusedIfTooLongOrTooDeep() {
    assertThatThrownBy(() -> FolderPath.normalise("a".repeat(513)))
        .isInstanceOf(MailException.class);
    assertThatThrownBy(() -> FolderPath.normalise("a/".repeat(32) + "a"))
        .isInstanceOf(MailException.class);
    assertThat(FolderPath.normalise("a".repeat(512))).hasSize(512);
  }
}

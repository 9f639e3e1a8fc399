package dev.freehold.server.features.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.mailserver.imap.MailSignIn;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sign-in over IMAP")
class ImapSignInTest {

  @Test
  @DisplayName("says that the server is busy, and not that it is broken")
  void busy() {
    assertThat(ImapSignIn.refusal(CustodyError.SIGN_INS_BUSY)).isEqualTo(MailSignIn.Refused.BUSY);
    assertThat(ImapSignIn.refusal(CustodyError.ROW_NOT_AUTHENTIC))
        .isEqualTo(MailSignIn.Refused.UNAVAILABLE);
  }
}

package dev.freehold.mail.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The name of a message in a Maildir")
class MaildirNameTest {

  private static final List<String> KEYWORDS = List.of("Work", "Home");

  @Test
  void saysTheFlags() {
    MaildirName name = MaildirName.parse("1100000000.M1P2.host,S=5:2,DFPRSTb");
    assertThat(name.unique()).isEqualTo("1100000000.M1P2.host,S=5");
    assertThat(name.deliveredAt()).contains(Instant.ofEpochSecond(1_100_000_000));
    assertThat(name.flags(KEYWORDS))
        .isEqualTo(
            new MessageFlags(
                Set.of(
                    MessageFlag.DRAFT,
                    MessageFlag.FLAGGED,
                    MessageFlag.ANSWERED,
                    MessageFlag.SEEN,
                    MessageFlag.DELETED),
                Set.of(MessageFlags.FORWARDED, "Home")));
  }

  @Test
  void isWrittenWithItsLettersInOrder() {
    MessageFlags flags =
        new MessageFlags(
            Set.of(MessageFlag.SEEN, MessageFlag.DRAFT, MessageFlag.RECENT),
            Set.of("Home", "Unlisted", MessageFlags.FORWARDED));
    assertThat(MaildirName.of("1.x", flags, KEYWORDS).fileName()).isEqualTo("1.x:2,DPSb");
  }

  @Test
  void withoutFlagsOrWithUnknownOnesIsTaken() {
    assertThat(MaildirName.parse("plain").flags(KEYWORDS)).isEqualTo(MessageFlags.NONE);
    assertThat(MaildirName.parse("1.x:2,Zz9").flags(KEYWORDS)).isEqualTo(MessageFlags.NONE);
    assertThat(MaildirName.parse("plain").deliveredAt()).isEmpty();
  }
}

package dev.freehold.mail.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is sealed of a message")
class MessageSecretsTest {

  private static final String SHA256 = "ab".repeat(32);
  private static final MessageProperties PROPERTIES = MessageProperties.ofFile("a.eml");

  @Test
  void comesBackWithAndWithoutAnImportKey() {
    MessageImportKey importKey = MessageImportKey.of("inbox@0", new byte[32]);
    for (MessageSecrets secrets :
        List.of(
            new MessageSecrets(SHA256, PROPERTIES, Optional.of(importKey)),
            new MessageSecrets(SHA256, PROPERTIES, Optional.empty()))) {
      assertThat(MessageSecrets.decode(secrets.encode())).isEqualTo(secrets);
    }
  }

  @Test
  void isReadInItsFirstVersionToo() {
    byte[] json = PROPERTIES.toJson();
    byte[] first =
        ByteBuffer.allocate(33 + json.length).put((byte) 1).put(hash()).put(json).array();
    assertThat(MessageSecrets.decode(first))
        .isEqualTo(new MessageSecrets(SHA256, PROPERTIES, Optional.empty()));
  }

  @Test
  void isRefusedInAnyOtherForm() {
    byte[] good = new MessageSecrets(SHA256, PROPERTIES, Optional.empty()).encode();
    byte[] newer = good.clone();
    newer[0] = 3;
    byte[] oddFlag = good.clone();
    oddFlag[33] = 2;
    byte[] keyMissing = Arrays.copyOf(good, 40);
    keyMissing[33] = 1;
    for (byte[] wrong :
        new byte[][] {new byte[0], newer, oddFlag, keyMissing, Arrays.copyOf(good, 20)}) {
      assertThatThrownBy(() -> MessageSecrets.decode(wrong))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> assertThat(e.error()).isEqualTo(MailError.PROPERTIES_INVALID));
    }
  }

  private static byte[] hash() {
    byte[] hash = new byte[32];
    Arrays.fill(hash, (byte) 0xAB);
    return hash;
  }
}

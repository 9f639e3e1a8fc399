package dev.freehold.mailserver.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.http.BodyMemory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A command that is read")
class CommandReaderTest {

  private static final String NETWORK = "192.0.2.1";
  private static final int LITERAL_BYTES = 60;

  @Test
  @DisplayName("keeps the memory of its literals until it has run")
  void memory() throws IOException {
    BodyMemory memory = new BodyMemory(100, 100);
    LiteralMemory taken = new LiteralMemory(memory, NETWORK);
    CommandReader reader =
        reader("a1 SEARCH {60+}\r\n" + "x".repeat(LITERAL_BYTES) + "\r\n", taken);
    reader.tag();
    reader.atom();
    reader.nextWordChar();
    reader.consumeLiteral(false);
    reader.eol();
    reader.finish();
    assertThat(memory.take(NETWORK, LITERAL_BYTES)).isFalse();
    taken.giveBack();
    assertThat(memory.take(NETWORK, LITERAL_BYTES)).isTrue();
  }

  private static CommandReader reader(String sent, LiteralMemory taken) {
    ConnectionOutput output = new ConnectionOutput(new ByteArrayOutputStream());
    ConnectionInput input =
        new ConnectionInput(
            new ByteArrayInputStream(sent.getBytes(StandardCharsets.US_ASCII)), output, _ -> {});
    return new CommandReader(input, output, CommandBounds.ofUser(LITERAL_BYTES), taken);
  }
}

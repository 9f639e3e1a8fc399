package dev.freehold.mailserver.commands;

import java.io.IOException;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.ImapResponseEncoder;

/** Writes that no folder can be made for a use; James has no such response code. */
final class UseRefusedEncoder implements ImapResponseEncoder<UseRefusedResponse> {

  private static final String TEXT =
      "NO [USEATTR] CREATE failed. There is a folder for this use already, or no such use.";

  @Override
  public Class<UseRefusedResponse> acceptableMessages() {
    return UseRefusedResponse.class;
  }

  @Override
  public void encode(UseRefusedResponse response, ImapResponseComposer composer)
      throws IOException {
    composer.tag(response.tag()).message(TEXT).end();
  }
}

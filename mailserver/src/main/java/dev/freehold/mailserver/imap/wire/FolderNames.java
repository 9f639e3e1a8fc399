package dev.freehold.mailserver.imap.wire;

import java.nio.charset.CharacterCodingException;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.display.ModifiedUtf7;
import org.apache.james.imap.decode.DecodingException;

/** Names of folders as clients send them, in modified UTF-7 (RFC 3501 section 5.1.3). */
public final class FolderNames {

  private FolderNames() {}

  /**
   * The name itself.
   *
   * @throws DecodingException if the bytes stand for none; James ends the thread then
   */
  public static String decode(String sent) throws DecodingException {
    try {
      return ModifiedUtf7.decodeModifiedUTF7(sent);
    } catch (Error failed) {
      if (failed.getCause() instanceof CharacterCodingException) {
        throw new DecodingException(
            HumanReadableText.ILLEGAL_ARGUMENTS, "a folder name is not in modified UTF-7");
      }
      throw failed;
    }
  }
}
